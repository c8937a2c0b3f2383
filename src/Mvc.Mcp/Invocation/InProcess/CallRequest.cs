using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Mvc.Mcp.Invocation.InProcess;

/// <summary>The request of a tool call.</summary>
internal sealed class CallRequest : IHttpRequestFeature, IHttpRequestBodyDetectionFeature, IHttpRequestIdentifierFeature
{
    /// <inheritdoc />
    public string Protocol { get; set; } = HttpProtocol.Http11;

    /// <inheritdoc />
    public string Scheme { get; set; } = "http";

    /// <inheritdoc />
    public string Method { get; set; } = HttpMethods.Get;

    /// <inheritdoc />
    public string PathBase { get; set; } = "";

    /// <inheritdoc />
    public string Path { get; set; } = "/";

    /// <inheritdoc />
    public string QueryString { get; set; } = "";

    /// <inheritdoc />
    public string RawTarget { get; set; } = "/";

    /// <inheritdoc />
    public IHeaderDictionary Headers { get; set; } = new HeaderDictionary();

    /// <inheritdoc />
    public Stream Body { get; set; } = Stream.Null;

    /// <inheritdoc />
    public bool CanHaveBody { get; set; }

    /// <inheritdoc />
    public string TraceIdentifier { get; set; } = "";
}
