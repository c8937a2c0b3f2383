using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.OAuth;

namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>Accounts of the application's own: ASP.NET Core Identity on SQLite, whose page signs in as alice without asking.</summary>
internal sealed class AccountsSignIn : ISignIn
{
    private const string Password = "Shop-keeper-1";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mvc-mcp-accounts-");

    private string ConnectionString => $"Data Source={Path.Combine(_folder.FullName, "accounts.db")};Pooling=False";

    public bool IssuesOwnTokens => true;

    public static async Task<AccountsSignIn> StartAsync()
    {
        var accounts = new AccountsSignIn();
        var services = new ServiceCollection().AddLogging();
        accounts.AddTo(services, new());
        await using var provider = services.BuildServiceProvider();
        using var scope = provider.CreateScope();
        await scope.ServiceProvider.GetRequiredService<Accounts>().Database.EnsureCreatedAsync();
        (await scope.ServiceProvider.GetRequiredService<UserManager<IdentityUser>>().CreateAsync(new("alice"), Password)).Succeeded.Should().BeTrue();
        return accounts;
    }

    public void Configure(McpOAuthProxyOptions options) => options.SignInScheme = IdentityConstants.ApplicationScheme;

    public void AddTo(IServiceCollection services, Revocations revocations)
    {
        services.AddDbContext<Accounts>(o => o.UseSqlite(ConnectionString));
        services.AddIdentity<IdentityUser, IdentityRole>().AddEntityFrameworkStores<Accounts>();
    }

    public void Map(WebApplication app) => app.MapGet("/Account/Login", async (SignInManager<IdentityUser> signIn, string returnUrl) =>
    {
        (await signIn.PasswordSignInAsync("alice", Password, isPersistent: false, lockoutOnFailure: true)).Succeeded.Should().BeTrue();
        return TypedResults.LocalRedirect(returnUrl);
    }).ExcludeFromDescription();

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private sealed class Accounts(DbContextOptions<Accounts> options) : IdentityDbContext(options);
}
