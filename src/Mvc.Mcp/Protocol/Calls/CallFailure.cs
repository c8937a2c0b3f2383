using System.Collections;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Mvc.Mcp.Protocol.Calls;

/// <summary>Makes the JSON-RPC error of what ended a call without a result.</summary>
internal static class CallFailure
{
    /// <summary>The error; only exceptions of the protocol say to the client what happened.</summary>
    public static JsonRpcErrorDetail Of(Exception exception) => exception switch
    {
        UrlElicitationRequiredException required => Detail(required, new UrlElicitationRequiredErrorData { Elicitations = [.. required.Elicitations] }),
        MissingRequiredClientCapabilityException missing => Detail(missing, new MissingRequiredClientCapabilityErrorData { RequiredCapabilities = missing.RequiredCapabilities }),
        UnsupportedProtocolVersionException unsupported => Detail(unsupported, new UnsupportedProtocolVersionErrorData { Requested = unsupported.Requested, Supported = [.. unsupported.Supported] }),
        McpProtocolException refused => Detail(refused, DataOf(refused)),
        McpException failed => new() { Code = (int)McpErrorCode.InternalError, Message = failed.Message },
        _ => new() { Code = (int)McpErrorCode.InternalError, Message = "An error occurred." },
    };

    // What was noted on the exception is for the client, as far as JSON can say it.
    private static Dictionary<string, JsonElement>? DataOf(McpProtocolException exception)
    {
        Dictionary<string, JsonElement>? data = null;
        foreach (var (key, value) in exception.Data.Cast<DictionaryEntry>())
        {
            try
            {
                if (key is string name)
                    (data ??= []).Add(name, JsonSerializer.SerializeToElement(value, McpJsonUtilities.DefaultOptions));
            }
            catch (Exception unspeakable) when (unspeakable is JsonException or NotSupportedException)
            {
                // The rest is worth having without it.
            }
        }

        return data;
    }

    private static JsonRpcErrorDetail Detail(McpProtocolException exception, object? data) => new()
    {
        Code = (int)exception.ErrorCode,
        Message = exception.Message,
        Data = data is null ? null : JsonSerializer.SerializeToNode(data, McpJsonUtilities.DefaultOptions),
    };
}
