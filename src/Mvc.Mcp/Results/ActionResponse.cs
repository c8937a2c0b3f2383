using Microsoft.AspNetCore.Http;

namespace Mvc.Mcp.Results;

/// <summary>The HTTP response of an action, however the request was sent. Disposing it gives its buffer back.</summary>
internal sealed class ActionResponse : IDisposable
{
    private IDisposable? _buffer;

    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="headers">The response headers, content headers among them.</param>
    /// <param name="body">The bytes of the body; valid until the response is disposed.</param>
    /// <param name="buffer">What holds those bytes.</param>
    public ActionResponse(int statusCode, IHeaderDictionary headers, ReadOnlyMemory<byte> body, IDisposable? buffer)
    {
        StatusCode = statusCode;
        Headers = headers;
        Body = body;
        _buffer = buffer;
    }

    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; }

    /// <summary>The response headers, content headers among them.</summary>
    public IHeaderDictionary Headers { get; }

    /// <summary>The bytes of the body; valid until the response is disposed.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>What the log knows the call by, where an exception ended it that nothing in the application turned into a response.</summary>
    public string? TraceId { get; init; }

    /// <summary>The value of the path that routing did not take; null where routing is not what refused.</summary>
    public string? RefusedRouteValue { get; init; }

    /// <inheritdoc />
    public void Dispose() => Interlocked.Exchange(ref _buffer, null)?.Dispose();
}
