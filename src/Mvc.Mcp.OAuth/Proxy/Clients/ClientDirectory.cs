using Mvc.Mcp.OAuth.Proxy.Envelopes;
using Mvc.Mcp.OAuth.Proxy.Registration;

namespace Mvc.Mcp.OAuth.Proxy.Clients;

/// <summary>Finds the client behind an identifier: a sealed registration, or the address of a metadata document.</summary>
internal sealed class ClientDirectory(EnvelopeSealer sealer, ClientDocuments documents)
{
    /// <summary>The client, or null where the identifier is unknown, forged, or its document is not to be trusted.</summary>
    public async ValueTask<Client?> FindAsync(string? clientId, CancellationToken cancellationToken) => clientId switch
    {
        null => null,
        _ when ClientDocuments.IsAddress(clientId) => await documents.GetAsync(clientId, cancellationToken),
        _ when sealer.Open<RegistrationEnvelope>(clientId) is { } registration => new Client
        {
            Id = clientId,
            Name = registration.Name,
            RedirectUris = registration.RedirectUris,
            MayRefresh = registration.MayRefresh,
        },
        _ => null,
    };

    /// <summary>
    /// Whether the identifier could stand for a client, without fetching anything: for endpoints where an envelope names
    /// the client already, and only that one will do.
    /// </summary>
    public bool IsKnown(string? clientId) =>
        clientId is not null &&
        (ClientDocuments.IsAddress(clientId) ? documents.IsAllowed(clientId) : sealer.Open<RegistrationEnvelope>(clientId) is not null);
}
