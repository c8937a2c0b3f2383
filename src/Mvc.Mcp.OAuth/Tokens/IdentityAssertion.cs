namespace Mvc.Mcp.OAuth.Tokens;

/// <summary>A checked identity assertion: who may act where, for whom, by the word of which issuer.</summary>
internal sealed class IdentityAssertion
{
    public required string Issuer { get; init; }

    /// <summary>What is used once.</summary>
    public required string Id { get; init; }

    public required string ClientId { get; init; }

    public string? Resource { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public required DateTimeOffset Expires { get; init; }

    public required SignedInUser User { get; init; }
}
