namespace Mvc.Mcp.OAuth.Envelopes;

/// <summary>A registered client: sealed, it is the client's identifier.</summary>
internal sealed class RegistrationEnvelope : IEnvelope
{
    public static string Kind => "client";

    public required string Name { get; init; }

    public required IReadOnlyList<string> RedirectUris { get; init; }
}
