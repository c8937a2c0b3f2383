using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.AspNetCore.Writing;
using ModelContextProtocol.Protocol;

namespace ModelContextProtocol.AspNetCore.Validation;

/// <summary>
/// Checks that a request's parameters are of the kinds its method takes. The SDK finds out as well, but then it is
/// an internal error of the server.
/// </summary>
internal static class ParameterCheck
{
#pragma warning disable MCP9005 // logging/setLevel still exists for clients of earlier revisions.
    private static readonly FrozenDictionary<string, Parameter[]> Methods = new Dictionary<string, Parameter[]>
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
#pragma warning restore MCP9005

    public static Refusal? Check(JsonRpcMessage message)
    {
        if (message is not JsonRpcRequest request)
            return null;

        var parameters = request.Params as JsonObject;
        if (parameters?["_meta"] is { } meta && meta.GetValueKind() != JsonValueKind.Object)
            return Invalid("_meta", JsonValueKind.Object);

        if (!Methods.TryGetValue(request.Method, out var expected))
            return null;

        foreach (var parameter in expected)
        {
            if (parameters?[parameter.Name] is { } value ? value.GetValueKind() != parameter.Kind : parameter.IsRequired)
                return Invalid(parameter.Name, parameter.Kind);
        }

        return null;
    }

    private static Parameter Required(string name, JsonValueKind kind) => new(name, kind, true);

    private static Parameter Optional(string name, JsonValueKind kind) => new(name, kind, false);

    private static Refusal Invalid(string name, JsonValueKind kind) =>
        new(StatusCodes.Status400BadRequest, McpErrorCode.InvalidParams,
            $"Invalid params: '{name}' must be {(kind is JsonValueKind.Object ? "an object" : "a string")}.");

    private readonly record struct Parameter(string Name, JsonValueKind Kind, bool IsRequired);
}
