using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Mvc.Mcp.OAuth;

namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>
/// The OpenIddict server of the sample Shop.Protected, which signs in as alice without asking. Without an audience, its
/// tokens are signed ones that name no API.
/// </summary>
internal sealed class OpenIddictProvider : ProviderSignIn
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;

    private OpenIddictProvider(WebApplication app, DirectoryInfo folder, Uri issuer, bool withoutAudience) : base(withoutAudience) =>
        (_app, _folder, Issuer) = (app, folder, issuer);

    public override Uri Issuer { get; }

    /// <summary>Starts it for an application that is reached under an address.</summary>
    public static async Task<OpenIddictProvider> StartAsync(Uri application, bool withoutAudience = false)
    {
        var folder = Directory.CreateTempSubdirectory("mvc-mcp-openiddict-");
        var settings = new ConfigurationManager();
        settings.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["IdentityProviderAddress"] = "http://127.0.0.1:0",
            ["SignInAs"] = "alice",
            ["ConnectionStrings:Accounts"] = $"Data Source={Path.Combine(folder.FullName, "identity.db")};Pooling=False",
            ["Mcp:OAuth:PublicOrigin"] = application.AbsoluteUri.TrimEnd('/'),
            ["Mcp:OAuth:ClientId"] = ClientId,
            ["Mcp:OAuth:ClientSecret"] = ClientSecret,
            ["Mcp:OAuth:Audience"] = withoutAudience ? null : Audience,
        });
        var app = (await global::Shop.Protected.IdentityProvider.StartAsync(settings))!;
        var provider = new OpenIddictProvider(app, folder, new Uri(settings["IdentityProvider"]!), withoutAudience);
        // Its first answer takes long on a busy machine, and the proxy waits for none that long.
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(1) };
        await http.GetStringAsync(new Uri(provider.Issuer, "/.well-known/openid-configuration"));
        return provider;
    }

    public override void Configure(McpOAuthProxyOptions options)
    {
        base.Configure(options);
        options.ForOpenIddict(Issuer, IssuesOwnTokens ? null : Audience);
    }

    public override async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
