using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Protocol.Guard;

namespace Mvc.Mcp.Protocol.Calls;

/// <summary>
/// The response to one call: a stream of server-sent events, whose headers are sent with the first of them, or after a
/// moment without any.
/// </summary>
/// <remarks>
/// Waiting that moment lets an error of a fast call choose the HTTP status, and lets most responses leave in one
/// packet, with their length. A slow call's client still sees within 300 ms that it was heard, and a comment now
/// and then keeps proxies from closing a quiet stream.
/// </remarks>
internal sealed class AnswerStream : IAsyncDisposable
{
    private static readonly TimeSpan _headerDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan _keepAliveInterval = TimeSpan.FromSeconds(30);
    private static readonly byte[] _keepAlive = ":\n\n"u8.ToArray();

    private readonly HttpContext _http;
    private readonly bool _errorsHaveStatus;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ITimer _timer;
    private bool _hasStarted;
    private bool _isDue;
    private bool _isEnded;

    /// <param name="http">The request to answer.</param>
    /// <param name="clock">Tells when the headers are due.</param>
    /// <param name="errorsHaveStatus">Whether the first message, if it is an error, chooses the HTTP status.</param>
    public AnswerStream(HttpContext http, TimeProvider clock, bool errorsHaveStatus)
    {
        _http = http;
        _errorsHaveStatus = errorsHaveStatus;
        _timer = clock.CreateTimer(static stream => ((AnswerStream)stream!).Tick(), this, _headerDelay, _keepAliveInterval);
    }

    /// <summary>Sends a notification, or the answer, after which nothing is sent.</summary>
    public async Task SendAsync(JsonRpcMessage message, CancellationToken cancellationToken)
    {
        using var bytes = ServerSentEvent.Of(message);
        await SendAsync(
            bytes.Written,
            isAnswer: message is JsonRpcResponse or JsonRpcError,
            _errorsHaveStatus && message is JsonRpcError { Error: { } error } ? StatusOf((McpErrorCode)error.Code) : StatusCodes.Status200OK,
            cancellationToken);
    }

    /// <summary>Sends the answer, which is written already.</summary>
    public Task SendAnswerAsync(ReadOnlyMemory<byte> answer, CancellationToken cancellationToken) =>
        SendAsync(answer, isAnswer: true, StatusCodes.Status200OK, cancellationToken);

    private async Task SendAsync(ReadOnlyMemory<byte> bytes, bool isAnswer, int status, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_isEnded)
                return;

            var isWhole = isAnswer && !_hasStarted;
            if (isWhole)
                StartWhole(status, bytes.Length);
            else if (!_hasStarted)
                StartStream();

            await _http.Response.Body.WriteAsync(bytes, cancellationToken);
            if (!isWhole)
                await _http.Response.Body.FlushAsync(cancellationToken);
            // What a tool left running has nowhere to report to once the answer is out.
            _isEnded = isAnswer;
        }
        catch (Exception) when (_http.RequestAborted.IsCancellationRequested)
        {
            // Nobody reads any more. Whether that also ends the call is decided elsewhere.
            _isEnded = true;
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        await _gate.WaitAsync();
        _isEnded = true;
        _gate.Release();
    }

    /// <summary>Begins a response that one message makes up: it has a length, and an error has its status.</summary>
    private void StartWhole(int status, int length)
    {
        Start();
        _http.Response.StatusCode = status;
        _http.Response.ContentLength = length;
    }

    private void StartStream()
    {
        Start();
        _http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    private void Start()
    {
        _hasStarted = true;
        _http.Response.ContentType = MediaTypes.EventStream;
        _http.Response.Headers.CacheControl = "no-cache,no-store";
        // Nobody on the way may hold events back to compress them.
        _http.Response.Headers.ContentEncoding = "identity";
        _http.Response.Headers["X-Accel-Buffering"] = "no";
    }

    // Protocol version 2026-07-28, Streamable HTTP, "Sending Messages".
    private static int StatusOf(McpErrorCode code) => code switch
    {
        McpErrorCode.MethodNotFound => StatusCodes.Status404NotFound,
        McpErrorCode.HeaderMismatch
            or McpErrorCode.MissingRequiredClientCapability
            or McpErrorCode.UnsupportedProtocolVersion => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status200OK,
    };

    private void Tick() => _ = TickAsync();

    private async Task TickAsync()
    {
        await _gate.WaitAsync();
        try
        {
            if (_isEnded)
                return;

            if (!_hasStarted)
                StartStream();
            else if (_isDue)
                await _http.Response.Body.WriteAsync(_keepAlive);

            _isDue = true;
            await _http.Response.Body.FlushAsync();
        }
        catch (Exception)
        {
            // The connection is gone, which the request itself learns by its own token.
            _isEnded = true;
        }
        finally
        {
            _gate.Release();
        }
    }
}
