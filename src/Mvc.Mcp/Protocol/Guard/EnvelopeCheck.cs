using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Mvc.Mcp.Protocol.Guard;

/// <summary>
/// Checks what a message says of its protocol version where the official host does not: a body of 2026-07-28 without the
/// header of that version would be served as one, past whoever reads headers, and a handshake of the wrong kind would be
/// an error of the server.
/// </summary>
internal static class EnvelopeCheck
{
    private static readonly JsonTypeInfo<InitializeRequestParams> _initializeType = JsonTypes.Of<InitializeRequestParams>();

    /// <summary>What is wrong with <paramref name="message"/>, or null.</summary>
    /// <param name="message">A message whose parameters are of their kinds.</param>
    /// <param name="version">The protocol version that the header names, if any.</param>
    public static JsonRpcErrorResult? Check(JsonRpcMessage message, string? version)
    {
        if (ProtocolVersions.StandsAlone(version))
            return null;

        var parameters = (message as JsonRpcRequest)?.Params as JsonObject;
        if (NamedIn(parameters) is { } named && ProtocolVersions.StandsAlone(named))
        {
            return Invalid(
                McpErrorCode.HeaderMismatch,
                $"Header mismatch: the body names protocol version {named}, the {McpHeaders.ProtocolVersion} header {version ?? "none"}.");
        }

        return message is JsonRpcRequest { Method: RequestMethods.Initialize } && !IsHandshake(parameters)
            ? Invalid(McpErrorCode.InvalidParams, "Invalid params: initialize needs protocolVersion, capabilities and clientInfo.")
            : null;
    }

    private static string? NamedIn(JsonObject? parameters) =>
        parameters?["_meta"] is JsonObject meta &&
        meta[MetaKeys.ProtocolVersion] is JsonValue value &&
        value.TryGetValue(out string? text) ? text : null;

    private static bool IsHandshake(JsonObject? parameters)
    {
        try
        {
            return parameters.Deserialize(_initializeType) is { ProtocolVersion: not null };
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonRpcErrorResult Invalid(McpErrorCode code, string message) => new(StatusCodes.Status400BadRequest, code, message);
}
