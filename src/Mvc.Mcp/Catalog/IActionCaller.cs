using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Catalog;

/// <summary>
/// Carries out the calls of the tools that the catalog makes. It stands here so that a tool can be made without knowing
/// how it is called.
/// </summary>
internal interface IActionCaller
{
    /// <summary>Sends the request that <paramref name="operation"/> plans and turns its response into the tool's result.</summary>
    ValueTask<CallToolResult> CallToolAsync(
        OperationDefinition operation, RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken);
}
