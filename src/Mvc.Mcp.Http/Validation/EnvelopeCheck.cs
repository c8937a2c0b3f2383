using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.AspNetCore.Protocol;
using ModelContextProtocol.AspNetCore.Writing;
using ModelContextProtocol.Protocol;

namespace ModelContextProtocol.AspNetCore.Validation;

/// <summary>
/// Checks what a message says about itself: the revision in its body against the one in the header, the
/// <c>_meta</c> that revision 2026-07-28 requires, and methods which that revision no longer has.
/// </summary>
internal static class EnvelopeCheck
{
    public static Refusal? Check(JsonRpcMessage message, string? revision)
    {
        var parameters = ParametersOf(message);
        var meta = parameters?["_meta"] as JsonObject;
        var named = StringOf(meta, MetaKeys.ProtocolVersion);

        if (!ProtocolRevision.StandsAlone(revision))
        {
            return ProtocolRevision.StandsAlone(named)
                ? Mismatch($"the body names revision {named}, the {McpHeaders.ProtocolVersion} header {revision ?? "none"}.")
                : message is JsonRpcRequest { Method: RequestMethods.Initialize } ? CheckInitialize(parameters, revision) : null;
        }

        return message switch
        {
            JsonRpcRequest request => CheckStandalone(request, meta, named, revision!),
            // A notification has nobody to tell that its _meta is incomplete; a wrong one is still wrong.
            JsonRpcNotification => named is null || named == revision ? null : VersionMismatch(named, revision!),
            _ => new(StatusCodes.Status400BadRequest, McpErrorCode.InvalidRequest,
                $"Invalid request: revision {revision} has no requests from server to client that this could answer."),
        };
    }

    private static Refusal? CheckStandalone(JsonRpcRequest request, JsonObject? meta, string? named, string revision)
    {
        if (named is null)
            return MissingMeta(MetaKeys.ProtocolVersion, revision);

        if (named != revision)
            return VersionMismatch(named, revision);

        if (meta![MetaKeys.ClientCapabilities] is not JsonObject)
            return MissingMeta(MetaKeys.ClientCapabilities, revision);

#pragma warning disable MCP9005 // logging/setLevel is named only because it is gone.
        return request.Method is RequestMethods.Initialize or RequestMethods.Ping or RequestMethods.LoggingSetLevel
            or RequestMethods.ResourcesSubscribe or RequestMethods.ResourcesUnsubscribe
#pragma warning restore MCP9005
            ? new(StatusCodes.Status404NotFound, McpErrorCode.MethodNotFound,
                $"Method not found: revision {revision} has no '{request.Method}'.")
            : null;
    }

    private static Refusal? CheckInitialize(JsonObject? parameters, string? revision)
    {
        try
        {
            if (parameters.Deserialize<InitializeRequestParams>(McpJsonUtilities.DefaultOptions) is not { ProtocolVersion: { } asked })
                return InvalidInitialize();

            return revision is null || revision == asked
                ? null
                : Mismatch($"the body asks for revision {asked}, the {McpHeaders.ProtocolVersion} header names {revision}.");
        }
        catch (JsonException)
        {
            return InvalidInitialize();
        }
    }

    private static JsonObject? ParametersOf(JsonRpcMessage message) => message switch
    {
        JsonRpcRequest request => request.Params as JsonObject,
        JsonRpcNotification notification => notification.Params as JsonObject,
        _ => null,
    };

    private static string? StringOf(JsonObject? owner, string name) =>
        owner?[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static Refusal InvalidInitialize() =>
        new(StatusCodes.Status400BadRequest, McpErrorCode.InvalidParams,
            "Invalid params: initialize needs protocolVersion, capabilities and clientInfo.");

    private static Refusal MissingMeta(string key, string revision) =>
        new(StatusCodes.Status400BadRequest, McpErrorCode.InvalidParams,
            $"Invalid params: revision {revision} requires '{key}' in params._meta.");

    private static Refusal VersionMismatch(string named, string revision) =>
        Mismatch($"the body's _meta names revision {named}, the {McpHeaders.ProtocolVersion} header {revision}.");

    private static Refusal Mismatch(string what) =>
        new(StatusCodes.Status400BadRequest, McpErrorCode.HeaderMismatch, "Header mismatch: " + what);
}
