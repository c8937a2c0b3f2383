namespace Mvc.Mcp.Execution.Forwarding;

/// <summary>Says in a sentence why an API gave no answer, without its address.</summary>
internal static class GatewayFault
{
    /// <summary>The sentence.</summary>
    public static string Describe(Exception exception) => (exception as HttpRequestException)?.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "The API's host name was not found.",
        HttpRequestError.ConnectionError => "The API did not accept the connection.",
        HttpRequestError.SecureConnectionError => "No secure connection to the API could be made.",
        HttpRequestError.ResponseEnded => "The API broke off its answer.",
        HttpRequestError.ProxyTunnelError => "The proxy in front of the API refused the connection.",
        _ when exception is InvalidDataException => "The API's answer is compressed in a way that cannot be read.",
        _ when exception is IOException or { InnerException: IOException } => "The API broke off its answer.",
        _ => "The API could not be called.",
    };
}
