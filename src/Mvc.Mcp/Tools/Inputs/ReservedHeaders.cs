using Microsoft.OpenApi;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Operations.Choice;
using Mvc.Mcp.Requests;

namespace Mvc.Mcp.Tools.Inputs;

/// <summary>The headers that no argument sets.</summary>
internal static class ReservedHeaders
{
    // OpenAPI ignores these as parameters: they belong to the caller or to the body.
    private static readonly string[] _ignored = ["Accept", "Authorization", "Content-Type"];

    /// <summary>Whether the header is no argument: it carries credentials, origin or framing.</summary>
    public static bool Contains(McpOptions options, string name) =>
        _ignored.Contains(name, StringComparer.OrdinalIgnoreCase) || HeaderValue.IsReserved(name, options.ReservedHeaders);

    /// <summary>Why an operation can be no tool: it cannot be called without such a header. Null where it can.</summary>
    public static Omission? ReasonToOmit(McpOptions options, ApiOperation operation)
    {
        var action = new ActionParameters(operation.ApiDescription);
        foreach (var parameter in operation.OpenApi.Parameters ?? [])
        {
            if (parameter is not { In: ParameterLocation.Header, Name: { } name } || !HeaderValue.IsReserved(name, options.ReservedHeaders) ||
                options.PropagatedHeaders.Contains(name, StringComparer.OrdinalIgnoreCase) || _ignored.Contains(name, StringComparer.OrdinalIgnoreCase))
                continue;
            if (parameter.Required || action.Find(name, inPath: false) is { } known && ActionParameters.IsRequired(known))
                return new Omission(
                    $"It requires the header {name}, which no tool call may set: it says who calls, from where, or how the message is framed.",
                    $"o.PropagatedHeaders.Add(\"{name}\"); takes it from the MCP request, or make it optional.");
        }

        return null;
    }
}
