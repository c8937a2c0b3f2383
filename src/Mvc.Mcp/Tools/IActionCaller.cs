using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Tools.Resources;

namespace Mvc.Mcp.Tools;

/// <summary>
/// Carries out the calls of the tools that the catalog makes. It stands here so that a tool can be made without knowing
/// how it is called.
/// </summary>
internal interface IActionCaller
{
    /// <summary>Sends the request that <paramref name="operation"/> plans and turns its response into the tool's result.</summary>
    ValueTask<CallToolResult> CallToolAsync(
        ToolDefinition operation, RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken);

    /// <summary>Sends the request that a resource's operation plans and turns its response into the resource's contents.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="arguments">The values in the address, by argument name, as JSON strings or arrays of strings.</param>
    /// <param name="request">What the client asked.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ModelContextProtocol.McpProtocolException">The API refused; reading has no other way to say so.</exception>
    ValueTask<ReadResourceResult> ReadResourceAsync(
        ResourceDefinition resource,
        IDictionary<string, JsonElement> arguments,
        RequestContext<ReadResourceRequestParams> request,
        CancellationToken cancellationToken);
}
