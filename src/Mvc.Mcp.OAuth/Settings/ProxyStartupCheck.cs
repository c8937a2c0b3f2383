using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mvc.Mcp.OAuth.Tokens;
using Mvc.Mcp.OAuth.Upstream;

namespace Mvc.Mcp.OAuth.Settings;

/// <summary>
/// Tells at start-up what would otherwise show as a client that cannot sign in, or stay unseen. What is certainly wrong stops
/// the start; what the identity provider says of itself is only logged, because it may be down.
/// </summary>
internal sealed partial class ProxyStartupCheck(
    IServiceProvider services,
    IOptions<McpOAuthProxyOptions> options,
    IAuthenticationSchemeProvider schemes,
    IDistributedCache cache,
    IOptions<KeyManagementOptions> keys,
    Discovery discovery,
    TimeProvider time,
    ILogger<ProxyStartupCheck> logger) : IHostedLifecycleService
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value;
        if (settings.Metadata is not null)
            return;
        if (settings.IssuesOwnTokens)
            await CheckSchemesAsync(settings);
        if (cache is MemoryDistributedCache && keys.Value.XmlRepository is not null)
            LogNoSharedCache();
        if (settings.SignInScheme is null)
            await CheckUpstreamAsync(settings, cancellationToken);
    }

    private async Task CheckSchemesAsync(McpOAuthProxyOptions settings)
    {
        if (settings.SignInScheme is { } scheme && await schemes.GetSchemeAsync(scheme) is null)
        {
            throw new InvalidOperationException(
                $"McpOAuthProxyOptions.SignInScheme is '{scheme}', which is no authentication scheme of this application. It has: {string.Join(", ", (await schemes.GetAllSchemesAsync()).Select(known => known.Name).Where(name => name != McpOAuthDefaults.AuthenticationScheme))}.");
        }
        await using var scope = services.CreateAsyncScope();
        if (scope.ServiceProvider.GetRequiredService<IAuthenticationService>() is not McpAuthenticationService)
        {
            throw new InvalidOperationException(
                "Another IAuthenticationService was registered after Mvc.Mcp.OAuth, so that its tokens would not be read: register it before AddMcpOAuthProxy, which then calls it.");
        }
    }

    private async Task CheckUpstreamAsync(McpOAuthProxyOptions settings, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            foreach (var finding in Findings(settings, await discovery.DescribeAsync(either.Token)))
                LogDisagreement(finding);
        }
        // Whatever it is that fails when patience ends.
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogUnreachable(e);
        }
    }

    private static IEnumerable<string> Findings(McpOAuthProxyOptions settings, UpstreamServer server)
    {
        if (server.CodeChallengeMethods is { Count: > 0 } methods && !methods.Contains("S256"))
            yield return "it does not list S256 in code_challenge_methods_supported, and the proxy always uses it.";
        if (server.ClientAuthenticationMethods is { Count: > 0 } ways && !ways.Contains(NameOf(settings.ClientAuthentication)))
            yield return $"ClientAuthentication is {settings.ClientAuthentication}, but it knows only {string.Join(", ", ways)}.";
        if (settings.IssuesOwnTokens && server.UserInfoEndpoint is null)
            yield return "it names no userinfo_endpoint, and nobody else can say who signed in: set UserInfoEndpoint, or Audience where it issues JWTs for this API.";
        var host = Uri.TryCreate(server.Issuer, UriKind.Absolute, out var issuer) ? issuer.Host : "";
        if (!settings.IssuesOwnTokens && settings.AudienceParameter == UpstreamAudienceParameter.None && host.EndsWith(".auth0.com", StringComparison.OrdinalIgnoreCase))
            yield return "AudienceParameter is None, but Auth0 issues opaque tokens to whoever names no audience: set it to Audience.";
        if (settings.AudienceParameter == UpstreamAudienceParameter.Resource && host == "login.microsoftonline.com")
            yield return "AudienceParameter is Resource, but Entra ID refuses that parameter beside scopes: set it to None.";
    }

    private static string NameOf(UpstreamClientAuthentication authentication) => authentication switch
    {
        UpstreamClientAuthentication.Basic => "client_secret_basic",
        UpstreamClientAuthentication.Post => "client_secret_post",
        _ => "none",
    };

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Warning,
        "Data Protection keys are kept where several instances can share them, but there is no shared IDistributedCache: each instance " +
        "then knows of its own used codes, used refresh tokens and revocations alone. Register one, such as AddStackExchangeRedisCache, if " +
        "there are several instances.")]
    private partial void LogNoSharedCache();

    [LoggerMessage(2, LogLevel.Warning, "The identity provider and the settings do not agree: {Finding}.")]
    private partial void LogDisagreement(string finding);

    [LoggerMessage(3, LogLevel.Warning, "The identity provider cannot be asked at the start; clients cannot sign in until it can.")]
    private partial void LogUnreachable(Exception exception);
}
