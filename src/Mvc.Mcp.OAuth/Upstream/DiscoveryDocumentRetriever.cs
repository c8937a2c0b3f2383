using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Mvc.Mcp.OAuth.Upstream;

/// <summary>
/// Reads a discovery document without its keys: the proxy validates no signatures, because its tokens come straight from
/// the token endpoint, and the API validates them again.
/// </summary>
internal sealed class DiscoveryDocumentRetriever : IConfigurationRetriever<OpenIdConnectConfiguration>
{
    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(
        string address, IDocumentRetriever retriever, CancellationToken cancel) =>
        OpenIdConnectConfiguration.Create(await retriever.GetDocumentAsync(address, cancel));
}
