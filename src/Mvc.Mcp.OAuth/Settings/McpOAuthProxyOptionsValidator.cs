using Microsoft.Extensions.Options;
using Mvc.Mcp.OAuth.Proxy.Clients;
using Mvc.Mcp.OAuth.Resource;

namespace Mvc.Mcp.OAuth.Settings;

/// <summary>Finds every wrong or missing setting at start-up, and names it together with what to do.</summary>
internal sealed class McpOAuthProxyOptionsValidator : IValidateOptions<McpOAuthProxyOptions>
{
    public ValidateOptionsResult Validate(string? name, McpOAuthProxyOptions options)
    {
        var failures = Origin(options).Concat(options.Metadata is null
            ? [.. SignIn(options), .. OwnTokenSettings.Failures(options), .. Scopes(options), .. Clients(options), .. Lifetimes(options), .. Page(options.ConsentPage)]
            : CustomMetadata(options)).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures.Select(failure => $"McpOAuthProxyOptions.{failure}"));
    }

    private static IEnumerable<string> Origin(McpOAuthProxyOptions options)
    {
        if (options.PublicOrigin is not { } origin)
            yield return "PublicOrigin is missing: set the origin under which clients reach this application, such as https://shop.example.com.";
        else if (!SafeAddress.IsBase(origin))
            yield return $"PublicOrigin is '{origin}': it must be https (or http on a loopback address), with the path base if there is one, without query or fragment.";
        if (options.PathPrefix is not "" && (!IsPath(options.PathPrefix) || options.PathPrefix.EndsWith('/')))
            yield return $"PathPrefix is '{options.PathPrefix}': it must begin with a slash and not end with one, or be empty.";
        if (!IsPath(options.MetadataPath))
            yield return $"MetadataPath is '{options.MetadataPath}': it must begin with a slash.";
    }

    private static IEnumerable<string> CustomMetadata(McpOAuthProxyOptions options)
    {
        if (options.PublicOrigin is { IsAbsoluteUri: true } && options.Metadata!["issuer"]?.ToString() != options.Issuer)
        {
            yield return $"Metadata names the issuer '{options.Metadata["issuer"]}', but it is served at {options.Issuer}, and clients refuse that (RFC 8414 section 3.3). " +
                "Where clients can use the identity provider as it is, use AddMcpResourceMetadata and name its issuer there.";
        }
    }

    private static IEnumerable<string> SignIn(McpOAuthProxyOptions options)
    {
        if (options.SignInScheme is null)
            return Upstream(options);
        return options.Audience is null && options.MetadataAddress is null && options.ClientId is null
            ? []
            : ["SignInScheme is set together with Audience, MetadataAddress or ClientId: users sign in either with a scheme of this application or at an identity provider; leave out one of the two."];
    }

    private static IEnumerable<string> Upstream(McpOAuthProxyOptions options)
    {
        if (options.MetadataAddress is null &&
            (options.UpstreamIssuer is null || options.AuthorizationEndpoint is null || options.TokenEndpoint is null))
        {
            yield return "MetadataAddress is missing: set the address of the identity provider's discovery document, or UpstreamIssuer, AuthorizationEndpoint and TokenEndpoint; or set SignInScheme, where a scheme of this application signs users in.";
        }
        else if (options.IssuesOwnTokens && options.MetadataAddress is null && options.UserInfoEndpoint is null)
        {
            yield return "UserInfoEndpoint is missing: without Audience, clients get tokens of this application, which has to ask the identity provider who signed in. Set it, or Audience where the provider issues JWTs for this API.";
        }
        foreach (var (setting, address) in new[]
        {
            (nameof(options.MetadataAddress), options.MetadataAddress),
            (nameof(options.AuthorizationEndpoint), options.AuthorizationEndpoint),
            (nameof(options.TokenEndpoint), options.TokenEndpoint),
            (nameof(options.UserInfoEndpoint), options.UserInfoEndpoint),
        })
        {
            if (address is not null && !SafeAddress.Is(address))
                yield return $"{setting} is '{address}': it must be an absolute https address (or http on a loopback address).";
        }
        if (string.IsNullOrWhiteSpace(options.ClientId))
            yield return "ClientId is missing: set the identifier of the client registered at the identity provider.";
        if (string.IsNullOrWhiteSpace(options.ClientSecret) && options.ClientAuthentication != UpstreamClientAuthentication.None)
            yield return "ClientSecret is missing: set the secret of the client registered at the identity provider, or ClientAuthentication to None where it has none.";
        if (options.IssuesOwnTokens && options.AudienceParameter != UpstreamAudienceParameter.None)
            yield return $"AudienceParameter is {options.AudienceParameter}, but Audience is missing: set what the identity provider writes into the 'aud' claim of an access token for this API.";
        if (!Enum.IsDefined(options.ClientAuthentication))
            yield return $"ClientAuthentication is {options.ClientAuthentication}: it must be Basic, Post or None.";
        if (!Enum.IsDefined(options.AudienceParameter))
            yield return $"AudienceParameter is {options.AudienceParameter}: it must be Audience, Resource or None.";
        foreach (var name in options.AdditionalAuthorizationParameters.Keys.Where(_reserved.Contains))
            yield return $"AdditionalAuthorizationParameters holds '{name}', which the proxy sets itself.";
        foreach (var name in options.AdditionalTokenParameters.Keys.Where(_reservedForTokens.Contains))
            yield return $"AdditionalTokenParameters holds '{name}', which the proxy sets itself.";
    }

    private static readonly HashSet<string> _reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "client_id", "client_secret", "response_type", "response_mode", "redirect_uri", "state", "scope", "code_challenge", "code_challenge_method",
    };

    private static readonly HashSet<string> _reservedForTokens = new(StringComparer.OrdinalIgnoreCase)
    {
        "client_id", "client_secret", "client_assertion", "client_assertion_type", "grant_type", "code", "code_verifier", "redirect_uri", "refresh_token",
    };

    private static IEnumerable<string> Scopes(McpOAuthProxyOptions options)
    {
        foreach (var (setting, scopes) in new (string, IEnumerable<string>)[]
        {
            (nameof(options.DefaultScopes), options.DefaultScopes),
            (nameof(options.RequiredScopes), options.RequiredScopes),
            (nameof(options.AllowedScopes), options.AllowedScopes),
            (nameof(options.SignInScopes), options.SignInScopes),
            (nameof(options.UpstreamScopes), options.UpstreamScopes.SelectMany(pair => new[] { pair.Key, pair.Value })),
        })
        {
            foreach (var scope in scopes.Where(scope => !ScopeToken.IsValid(scope)))
                yield return $"{setting} holds '{scope}', which is not one scope: list each scope by itself, without spaces or quotes.";
        }
    }

    private static IEnumerable<string> Clients(McpOAuthProxyOptions options)
    {
        foreach (var uri in options.AllowedRedirectUris.Where(uri => !RedirectUris.CanBeListed(uri)))
            yield return $"AllowedRedirectUris holds '{uri}': list complete https URIs or URIs of an application's own scheme, without user info or fragment; a scheme of an application may end in /* for every path below. Loopback addresses need no entry.";
        foreach (var host in options.AllowedClientHosts.Where(host => Uri.CheckHostName(host) != UriHostNameType.Dns))
            yield return $"AllowedClientHosts holds '{host}': list host names alone, such as app.example.com.";
    }

    private static IEnumerable<string> Lifetimes(McpOAuthProxyOptions options)
    {
        foreach (var (setting, lifetime, most) in new[]
        {
            (nameof(options.ConsentLifetime), options.ConsentLifetime, TimeSpan.FromHours(1)),
            (nameof(options.SignInLifetime), options.SignInLifetime, TimeSpan.FromHours(1)),
            (nameof(options.CodeLifetime), options.CodeLifetime, TimeSpan.FromMinutes(10)),
            (nameof(options.AccessTokenLifetime), options.AccessTokenLifetime, TimeSpan.FromDays(1)),
            (nameof(options.RefreshTokenLifetime), options.RefreshTokenLifetime, TimeSpan.FromDays(3650)),
            (nameof(options.UpstreamTimeout), options.UpstreamTimeout, TimeSpan.FromMinutes(2)),
        })
        {
            if (lifetime <= TimeSpan.Zero || lifetime > most)
                yield return $"{setting} is {lifetime}: it must be more than zero and at most {most}.";
        }
        if (options.RefreshTokenLeeway < TimeSpan.Zero || options.RefreshTokenLeeway > TimeSpan.FromMinutes(1))
            yield return $"{nameof(options.RefreshTokenLeeway)} is {options.RefreshTokenLeeway}: it must be at least zero and at most a minute.";
    }

    private static IEnumerable<string> Page(ConsentPageOptions page)
    {
        if (page.LogoUri is { } logo && !(logo.IsAbsoluteUri && SafeAddress.Is(logo)))
            yield return $"ConsentPage.LogoUri is '{logo}': it must be an absolute https address.";
    }

    private static bool IsPath(string? path) =>
        path is ['/', ..] && path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '.' or '~');
}
