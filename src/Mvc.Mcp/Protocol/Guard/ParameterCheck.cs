using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Mvc.Mcp.Protocol.Guard;

/// <summary>
/// Checks that a request's parameters are of the kinds its method takes. The official host finds out as well, but then it
/// is an internal error of the server.
/// </summary>
internal static class ParameterCheck
{
#pragma warning disable MCP9005 // logging/setLevel still exists for clients of earlier versions.
    private static readonly FrozenDictionary<string, Parameter[]> _methods = new Dictionary<string, Parameter[]>
    {
        [RequestMethods.ToolsCall] = [Required("name", JsonValueKind.String), Optional("arguments", JsonValueKind.Object), Optional("inputResponses", JsonValueKind.Object), Optional("requestState", JsonValueKind.String)],
        [RequestMethods.PromptsGet] = [Required("name", JsonValueKind.String), Optional("arguments", JsonValueKind.Object), Optional("inputResponses", JsonValueKind.Object), Optional("requestState", JsonValueKind.String)],
        [RequestMethods.ResourcesRead] = [Required("uri", JsonValueKind.String), Optional("inputResponses", JsonValueKind.Object), Optional("requestState", JsonValueKind.String)],
        [RequestMethods.ResourcesSubscribe] = [Required("uri", JsonValueKind.String)],
        [RequestMethods.ResourcesUnsubscribe] = [Required("uri", JsonValueKind.String)],
        [RequestMethods.CompletionComplete] = [Required("ref", JsonValueKind.Object), Required("argument", JsonValueKind.Object)],
        [RequestMethods.LoggingSetLevel] = [Required("level", JsonValueKind.String)],
        [RequestMethods.ToolsList] = [Optional("cursor", JsonValueKind.String)],
        [RequestMethods.PromptsList] = [Optional("cursor", JsonValueKind.String)],
        [RequestMethods.ResourcesList] = [Optional("cursor", JsonValueKind.String)],
        [RequestMethods.ResourcesTemplatesList] = [Optional("cursor", JsonValueKind.String)],
        [RequestMethods.SubscriptionsListen] = [Optional("notifications", JsonValueKind.Object)],
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, JsonTypeInfo> _types = new Dictionary<string, JsonTypeInfo>
    {
        [RequestMethods.ToolsCall] = JsonTypes.Of<CallToolRequestParams>(),
        [RequestMethods.ToolsList] = JsonTypes.Of<ListToolsRequestParams>(),
        [RequestMethods.PromptsGet] = JsonTypes.Of<GetPromptRequestParams>(),
        [RequestMethods.PromptsList] = JsonTypes.Of<ListPromptsRequestParams>(),
        [RequestMethods.ResourcesRead] = JsonTypes.Of<ReadResourceRequestParams>(),
        [RequestMethods.ResourcesList] = JsonTypes.Of<ListResourcesRequestParams>(),
        [RequestMethods.ResourcesTemplatesList] = JsonTypes.Of<ListResourceTemplatesRequestParams>(),
        [RequestMethods.ResourcesSubscribe] = JsonTypes.Of<SubscribeRequestParams>(),
        [RequestMethods.ResourcesUnsubscribe] = JsonTypes.Of<UnsubscribeRequestParams>(),
        [RequestMethods.CompletionComplete] = JsonTypes.Of<CompleteRequestParams>(),
        [RequestMethods.LoggingSetLevel] = JsonTypes.Of<SetLevelRequestParams>(),
        [RequestMethods.SubscriptionsListen] = JsonTypes.Of<SubscriptionsListenRequestParams>(),
    }.ToFrozenDictionary();

    /// <summary>Methods that 2026-07-28 has no more, which is what a client of that version must hear.</summary>
    private static readonly FrozenSet<string> _ended =
        new[] { RequestMethods.LoggingSetLevel, RequestMethods.ResourcesSubscribe, RequestMethods.ResourcesUnsubscribe }.ToFrozenSet();
#pragma warning restore MCP9005

    /// <summary>Which of the parameters that a method needs is missing or of another kind; null if none is.</summary>
    public static JsonRpcErrorResult? Check(JsonRpcMessage message, string? version)
    {
        if (message is not JsonRpcRequest request || (ProtocolVersions.StandsAlone(version) && _ended.Contains(request.Method)))
            return null;

        var parameters = request.Params as JsonObject;
        if (parameters?["_meta"] is { } meta && meta.GetValueKind() != JsonValueKind.Object)
            return Invalid("_meta", JsonValueKind.Object);

        if (!_methods.TryGetValue(request.Method, out var expected))
            return null;

        foreach (var parameter in expected)
        {
            if (parameters?[parameter.Name] is { } value ? value.GetValueKind() != parameter.Kind : parameter.IsRequired)
                return Invalid(parameter.Name, parameter.Kind);
        }

        return null;
    }

    /// <summary>
    /// Reads all parameters as the method's handler will, and says what is wrong with the rest of them. It is asked only of
    /// messages for the official host.
    /// </summary>
    public static JsonRpcErrorResult? CheckWhole(JsonRpcMessage message, string? version)
    {
        if (message is not JsonRpcRequest { Params: { } parameters, Method: var method } ||
            (ProtocolVersions.StandsAlone(version) && _ended.Contains(method)) ||
            !_types.TryGetValue(method, out var type))
        {
            return null;
        }

        try
        {
            parameters.Deserialize(type);
            return null;
        }
        catch (JsonException exception)
        {
            var place = exception.Path is ['$', '.', .. { Length: > 0 } path] ? $"'{path}' is" : "they are";
            return new(StatusCodes.Status400BadRequest, McpErrorCode.InvalidParams, $"Invalid params: {place} not what {method} takes.");
        }
    }

    private static Parameter Required(string name, JsonValueKind kind) => new(name, kind, true);

    private static Parameter Optional(string name, JsonValueKind kind) => new(name, kind, false);

    private static JsonRpcErrorResult Invalid(string name, JsonValueKind kind) =>
        new(StatusCodes.Status400BadRequest, McpErrorCode.InvalidParams,
            $"Invalid params: '{name}' must be {(kind is JsonValueKind.Object ? "an object" : "a string")}.");

    private readonly record struct Parameter(string Name, JsonValueKind Kind, bool IsRequired);
}
