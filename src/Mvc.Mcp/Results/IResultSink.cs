using ModelContextProtocol.Protocol;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Results;

/// <summary>Takes the response of an action as it is, for a client to whom nobody in between hands on a result.</summary>
internal interface IResultSink
{
    /// <summary>
    /// Takes <paramref name="response"/> and gives a result that stands for it, with nothing in it; null where it is not the plain
    /// kind that needs no reading.
    /// </summary>
    /// <param name="operation">The operation called.</param>
    /// <param name="response">What it answered.</param>
    /// <param name="protocolVersion">The protocol version the client speaks; null counts as an old one.</param>
    CallToolResult? Take(ToolDefinition operation, ActionResponse response, string? protocolVersion);
}
