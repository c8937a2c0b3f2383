using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Shop.Identity;

/// <summary>The shop's accounts.</summary>
public sealed class AccountsDb(DbContextOptions<AccountsDb> options) : IdentityDbContext(options)
{
    public const string DemoUser = "alice";

    // Of a sample that anyone may read.
    public const string DemoPassword = "Shop-keeper-1";

    /// <summary>Makes the database where there is none yet, with one account.</summary>
    public static async Task EnsureAsync(IServiceProvider services)
    {
        using var scope = services.CreateScope();
        await scope.ServiceProvider.GetRequiredService<AccountsDb>().Database.EnsureCreatedAsync();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<IdentityUser>>();
        if (await users.FindByNameAsync(DemoUser) is null)
            await users.CreateAsync(new IdentityUser(DemoUser), DemoPassword);
    }
}
