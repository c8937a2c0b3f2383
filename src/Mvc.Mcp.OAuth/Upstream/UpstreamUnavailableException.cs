namespace Mvc.Mcp.OAuth.Upstream;

/// <summary>The identity provider cannot be reached, or says of itself what cannot be used.</summary>
internal sealed class UpstreamUnavailableException(string message, Exception? innerException = null)
    : Exception(message, innerException);
