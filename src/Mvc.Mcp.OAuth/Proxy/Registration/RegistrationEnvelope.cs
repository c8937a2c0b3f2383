using Mvc.Mcp.OAuth.Proxy.Envelopes;

namespace Mvc.Mcp.OAuth.Proxy.Registration;

/// <summary>A registered client: sealed, it is the client's identifier.</summary>
internal sealed class RegistrationEnvelope : IEnvelope
{
    public static string Kind => "client";

    public required string Name { get; init; }

    public required IReadOnlyList<string> RedirectUris { get; init; }

    public required bool MayRefresh { get; init; }
}
