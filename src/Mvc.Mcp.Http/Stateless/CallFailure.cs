using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace ModelContextProtocol.AspNetCore.Stateless;

/// <summary>Makes the JSON-RPC error of what ended a call without a result.</summary>
internal static class CallFailure
{
    /// <summary>The error; only exceptions of the protocol say to the client what happened.</summary>
    public static JsonRpcErrorDetail Of(Exception exception) => exception switch
    {
        UrlElicitationRequiredException required => Detail(required, new UrlElicitationRequiredErrorData { Elicitations = [.. required.Elicitations] }),
        MissingRequiredClientCapabilityException missing => Detail(missing, new MissingRequiredClientCapabilityErrorData { RequiredCapabilities = missing.RequiredCapabilities }),
        McpProtocolException refused => Detail(refused, null),
        McpException failed => new() { Code = (int)McpErrorCode.InternalError, Message = failed.Message },
        _ => new() { Code = (int)McpErrorCode.InternalError, Message = "An error occurred." },
    };

    private static JsonRpcErrorDetail Detail(McpProtocolException exception, object? data) => new()
    {
        Code = (int)exception.ErrorCode,
        Message = exception.Message,
        Data = data is null ? null : JsonSerializer.SerializeToNode(data, McpJsonUtilities.DefaultOptions),
    };
}
