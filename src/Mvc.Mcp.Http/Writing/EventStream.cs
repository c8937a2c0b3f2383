using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ModelContextProtocol.AspNetCore.Reading;

namespace ModelContextProtocol.AspNetCore.Writing;

/// <summary>
/// The response as the transport sees it: a stream of server-sent events, whose headers are sent with the first of
/// them, or after a moment without any.
/// </summary>
/// <remarks>
/// Waiting that moment lets an error of a fast call choose the HTTP status, and lets most responses leave in one
/// packet, with their length. A slow call's client still sees within 300 ms that it was heard, and a comment now
/// and then keeps proxies from closing a quiet stream.
/// </remarks>
internal sealed class EventStream : WriteOnlyStream
{
    private static readonly TimeSpan HeaderDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan KeepAliveInterval = TimeSpan.FromSeconds(30);
    private static readonly byte[] KeepAlive = ":\n\n"u8.ToArray();

    private readonly HttpContext _http;
    private readonly bool _errorsHaveStatus;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ITimer _timer;
    private int _answersDue;
    private bool _isDue;
    private bool _isEnded;

    /// <param name="http">The request to answer.</param>
    /// <param name="clock">Tells when the headers are due.</param>
    /// <param name="answersDue">How many of the messages to come are answers, the last of which ends the response.</param>
    /// <param name="errorsHaveStatus">Whether the first message, if it is an error, chooses the HTTP status.</param>
    public EventStream(HttpContext http, TimeProvider clock, int answersDue, bool errorsHaveStatus)
    {
        _http = http;
        _answersDue = answersDue;
        _errorsHaveStatus = errorsHaveStatus;
        _timer = clock.CreateTimer(static stream => ((EventStream)stream!).Tick(), this, HeaderDelay, KeepAliveInterval);
    }

    /// <summary>Whether the status line and headers are decided.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>Whether an answer was an error.</summary>
    public bool HasFailed { get; private set; }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_isEnded)
                return;

            var message = SentMessage.Read(buffer.Span);
            if (message.IsAnswer)
            {
                _answersDue--;
                HasFailed |= message.ErrorCode is not null;
            }

            var isWhole = message.IsAnswer && _answersDue == 0 && !HasStarted;
            if (isWhole)
                buffer = StartWhole(message, buffer);
            else if (!HasStarted)
                StartStream();

            await _http.Response.Body.WriteAsync(buffer, cancellationToken);
            if (!isWhole)
                await _http.Response.Body.FlushAsync(cancellationToken);
            // What a tool left running has nowhere to report to once the last answer is out.
            _isEnded = message.IsAnswer && _answersDue == 0;
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

    /// <summary>Does nothing: what is worth sending at once is sent by the write itself.</summary>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Sends the headers now, for a stream that may stay silent.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (HasStarted || _isEnded)
                return;

            StartStream();
            await _http.Response.Body.FlushAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        await _gate.WaitAsync();
        _isEnded = true;
        _gate.Release();
        await base.DisposeAsync();
    }

    /// <summary>Begins a response that one message makes up: it has a length, and an error has its status.</summary>
    private ReadOnlyMemory<byte> StartWhole(SentMessage message, ReadOnlyMemory<byte> answer)
    {
        var response = Start();
        if (_errorsHaveStatus && message.HttpStatus != StatusCodes.Status200OK)
        {
            // A request that failed as a whole is answered as one that never reached a server.
            response.StatusCode = message.HttpStatus;
            response.ContentType = MediaTypes.Json;
            answer = SentMessage.JsonOf(answer);
        }

        response.ContentLength = answer.Length;
        return answer;
    }

    private void StartStream()
    {
        Start().Headers["X-Accel-Buffering"] = "no";
        _http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    private HttpResponse Start()
    {
        HasStarted = true;
        var response = _http.Response;
        response.ContentType = MediaTypes.EventStream;
        response.Headers.CacheControl = "no-cache,no-store";
        return response;
    }

    private void Tick() => _ = TickAsync();

    private async Task TickAsync()
    {
        await _gate.WaitAsync();
        try
        {
            if (_isEnded)
                return;

            if (!HasStarted)
                StartStream();
            else if (_isDue)
                await _http.Response.Body.WriteAsync(KeepAlive);

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
