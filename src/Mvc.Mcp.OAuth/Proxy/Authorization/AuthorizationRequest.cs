namespace Mvc.Mcp.OAuth.Proxy.Authorization;

/// <summary>
/// What a client asked for, once checked. It travels unchanged from the consent page to the token endpoint.
/// A class, not a record: a record's text form would show the client's state.
/// </summary>
internal sealed class AuthorizationRequest
{
    /// <summary>Which client, without the length of its identifier.</summary>
    public required string ClientBinding { get; init; }

    public required string ClientName { get; init; }

    /// <summary>The host that vouches for the client's name; null where it chose the name itself.</summary>
    public string? VouchedBy { get; init; }

    /// <summary>Whether the client can use a refresh token.</summary>
    public required bool MayRefresh { get; init; }

    public required string RedirectUri { get; init; }

    public required string CodeChallenge { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public string? State { get; init; }

    public string? Resource { get; init; }

    public string? Prompt { get; init; }
}
