using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>The request of a tool call.</summary>
internal sealed class CallRequest :
    IHttpRequestFeature, IHttpRequestBodyDetectionFeature, IHttpRequestIdentifierFeature, IHttpMaxRequestBodySizeFeature
{
    private long? _maxRequestBodySize;
    private string? _rawTarget;

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
    public string RawTarget
    {
        // Hardly anyone asks.
        get => _rawTarget ??= new PathString(PathBase).ToUriComponent() + EncodedPath + QueryString;
        set => _rawTarget = value;
    }

    /// <summary>The path as a request line spells it.</summary>
    public string EncodedPath { get; init; } = "/";

    /// <inheritdoc />
    public IHeaderDictionary Headers { get; set; } = null!;

    /// <inheritdoc />
    public Stream Body { get; set; } = Stream.Null;

    /// <inheritdoc />
    public bool CanHaveBody { get; private set; }

    /// <inheritdoc />
    public string TraceIdentifier { get; set; } = "";

    /// <summary>Whether reading the body has begun; its limit of size cannot change any more.</summary>
    public bool IsReadOnly { get; private set; }

    /// <inheritdoc />
    public long? MaxRequestBodySize
    {
        get => _maxRequestBodySize;
        set
        {
            if (IsReadOnly)
                throw new InvalidOperationException("The request's size limit cannot be changed: its body has been read.");
            _maxRequestBodySize = value;
        }
    }

    /// <summary>Gives the request <paramref name="bytes"/> as its body.</summary>
    public void SetBody(ReadOnlyMemory<byte> bytes)
    {
        CanHaveBody = true;
        Body = new CallRequestBody(bytes, this);
    }

    /// <summary>Notes that reading begins.</summary>
    /// <exception cref="BadHttpRequestException">The body has <paramref name="length"/> bytes, which is more than is allowed.</exception>
    public void BeginReading(int length)
    {
        if (!IsReadOnly && length > MaxRequestBodySize)
            throw new BadHttpRequestException("Request body too large.", StatusCodes.Status413PayloadTooLarge);
        IsReadOnly = true;
    }
}
