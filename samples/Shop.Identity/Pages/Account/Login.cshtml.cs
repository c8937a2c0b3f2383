using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Shop.Identity.Pages.Account;

/// <summary>The shop's own sign-in page, where ASP.NET Core Identity looks for one.</summary>
public sealed class LoginModel(SignInManager<IdentityUser> signIn) : PageModel
{
    /// <summary>Whether the last try was in vain.</summary>
    public bool Failed { get; private set; }

    public async Task<IActionResult> OnPostAsync(string name, string password, string? returnUrl)
    {
        var result = await signIn.PasswordSignInAsync(name, password, isPersistent: false, lockoutOnFailure: true);
        if (result.Succeeded)
            return LocalRedirect(returnUrl ?? "/");
        Failed = true;
        return Page();
    }
}
