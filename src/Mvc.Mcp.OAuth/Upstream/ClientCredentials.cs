namespace Mvc.Mcp.OAuth.Upstream;

/// <summary>
/// What a client that is registered at the identity provider authenticates with. A class, not a record: a record's text
/// form would show the secret.
/// </summary>
internal sealed class ClientCredentials
{
    public required string ClientId { get; init; }

    public required string Secret { get; init; }

    /// <summary>Whether the client sent them in the Authorization header; they go on as they came.</summary>
    public required bool AsBasic { get; init; }
}
