namespace ModelContextProtocol.AspNetCore.Protocol;

/// <summary>JSON-RPC error codes that the transport uses and the SDK's <see cref="McpErrorCode"/> does not name.</summary>
internal static class HttpErrorCode
{
    /// <summary>The request was refused before anything was known of its content.</summary>
    public const int Refused = -32000;

    /// <summary>There is no such session; the number is the one other SDKs use.</summary>
    public const int SessionNotFound = -32001;
}
