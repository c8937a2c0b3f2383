using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;

namespace Mvc.Mcp;

/// <summary>
/// Tells an action, its filters and the middleware of a call that they run for a tool call, or for the read of a resource, in
/// this application: a feature of the call's <see cref="HttpContext"/>. A request from the network has none.
/// </summary>
/// <remarks>A call that is forwarded (<see cref="McpOptions.ForwardTo"/>) reaches the API as a request from the network.</remarks>
/// <example>
/// <code>
/// if (HttpContext.Features.Get&lt;IMcpToolCallFeature&gt;() is { } call)
///     logger.LogInformation("{Tool} called by {Client}", call.ToolName, call.Client?.Name);
/// </code>
/// </example>
public interface IMcpToolCallFeature
{
    /// <summary>The name of the tool; for a resource, the name that its operation has in the catalog.</summary>
    string ToolName { get; }

    /// <summary>What the client says it is; null where it says nothing. Nobody has checked it.</summary>
    Implementation? Client { get; }

    /// <summary>The protocol version that the client speaks; null where that is not known.</summary>
    string? ProtocolVersion { get; }

    /// <summary>
    /// The arguments as the client sent them, by their names in the tool's input schema; for a resource, none. Also none where
    /// authorization is asked before there is a call, as for a list.
    /// </summary>
    IReadOnlyDictionary<string, JsonElement> Arguments { get; }

    /// <summary>The HTTP request that brought the MCP message; null where none did, as over stdio.</summary>
    HttpContext? McpRequest { get; }
}
