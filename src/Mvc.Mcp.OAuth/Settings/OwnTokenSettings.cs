namespace Mvc.Mcp.OAuth.Settings;

/// <summary>Finds wrong settings of this application's own tokens.</summary>
internal static class OwnTokenSettings
{
    private const int LeastSecretLength = 16;

    public static IEnumerable<string> Failures(McpOAuthProxyOptions options)
    {
        if (!options.IssuesOwnTokens)
        {
            if (options.IntrospectionClients.Count > 0)
                yield return "IntrospectionClients is set, but clients get the identity provider's tokens: other services ask the provider.";
            if (options.AssertionIssuers.Count > 0)
                yield return "AssertionIssuers is set, but clients get the identity provider's tokens: leave out Audience, or set SignInScheme, for tokens of this application.";
        }
        foreach (var (client, secret) in options.IntrospectionClients)
        {
            if (client.Length == 0 || secret.Length < LeastSecretLength)
                yield return $"IntrospectionClients holds '{client}' with a secret of {secret.Length} characters: use at least {LeastSecretLength}.";
        }
        foreach (var issuer in options.AssertionIssuers.Where(issuer => !Uri.TryCreate(issuer, UriKind.Absolute, out var uri) || !SafeAddress.Is(uri)))
            yield return $"AssertionIssuers holds '{issuer}': an issuer is an absolute https address (or http on a loopback address).";
        if (options.IssuesOwnTokens && string.IsNullOrWhiteSpace(options.UserIdClaim))
            yield return "UserIdClaim is empty: name the member of the identity provider's user information that identifies the user, such as sub.";
        if (options.IssuesOwnTokens && string.IsNullOrWhiteSpace(options.UserNameClaim))
            yield return "UserNameClaim is empty: name the member of the identity provider's user information that names the user, such as name.";
    }
}
