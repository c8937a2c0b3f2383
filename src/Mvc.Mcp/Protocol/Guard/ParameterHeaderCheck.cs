using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Protocol.Guard;

/// <summary>
/// Compares the <c>Mcp-Param-*</c> headers of a tool call with the arguments that the tool's schema mirrors into them. The
/// official host does so for the tools of the application alone, not for those of one endpoint, and lets pass a header
/// whose argument is missing.
/// </summary>
internal static class ParameterHeaderCheck
{
    /// <summary>What each schema says is found out once, and forgotten with the tool.</summary>
    private static readonly ConditionalWeakTable<Tool, ParameterHeader[]> _plans = [];

    /// <summary>What does not match, or null.</summary>
    /// <param name="request">The request with the headers.</param>
    /// <param name="call">The call, whose parameters are of their kinds.</param>
    /// <param name="tool">The tool that it calls.</param>
    public static JsonRpcErrorResult? Check(HttpRequest request, JsonRpcRequest call, McpServerTool tool)
    {
        var plan = _plans.GetValue(tool.ProtocolTool, static definition => ParameterHeader.In(definition.InputSchema));
        foreach (var parameter in plan)
        {
            if (!parameter.Matches(request.Headers, call.Params!["arguments"] as JsonObject))
            {
                return new(StatusCodes.Status400BadRequest, McpErrorCode.HeaderMismatch,
                    $"Header mismatch: {parameter.Header} does not match the argument it mirrors.");
            }
        }

        return null;
    }
}
