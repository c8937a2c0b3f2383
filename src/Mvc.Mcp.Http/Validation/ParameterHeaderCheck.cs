using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.AspNetCore.Writing;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace ModelContextProtocol.AspNetCore.Validation;

/// <summary>
/// Compares the <c>Mcp-Param-*</c> headers of a tool call with the arguments that the tool's schema mirrors into them.
/// </summary>
internal static class ParameterHeaderCheck
{
    /// <summary>What each schema says is found out once, and forgotten with the tool.</summary>
    private static readonly ConditionalWeakTable<Tool, ParameterHeader[]> Plans = [];

    public static Refusal? Check(HttpRequest request, JsonRpcMessage message, McpServerOptions options)
    {
        if (message is not JsonRpcRequest { Method: RequestMethods.ToolsCall, Params: JsonObject parameters }
            || options.ToolCollection is not { } tools
            || parameters["name"] is not JsonValue nameNode
            || !nameNode.TryGetValue(out string? name)
            || !tools.TryGetPrimitive(name, out var tool))
        {
            return null;
        }

        var plan = Plans.GetValue(tool.ProtocolTool, static definition => ParameterHeader.In(definition.InputSchema));
        foreach (var parameter in plan)
        {
            if (!Matches(parameter, request.Headers, parameters["arguments"] as JsonObject))
            {
                return new(StatusCodes.Status400BadRequest, McpErrorCode.HeaderMismatch,
                    $"Header mismatch: {parameter.Header} does not match the argument it mirrors.");
            }
        }

        return null;
    }

    private static bool Matches(ParameterHeader parameter, IHeaderDictionary headers, JsonObject? arguments)
    {
        try
        {
            return parameter.Matches(headers, arguments);
        }
        catch (ArgumentException)
        {
            // An argument is given twice: a header cannot mirror both.
            return false;
        }
    }
}
