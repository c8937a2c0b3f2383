using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>
/// The response of a tool call. It runs <c>OnStarting</c> before the first bytes and <c>OnCompleted</c> at the end, as a
/// server does: cookies, session and <c>RegisterForDispose</c> rely on both.
/// </summary>
internal sealed class CallResponse : IHttpResponseFeature, IHttpResponseBodyFeature
{
    private readonly CallBody _body;
    private Stream? _stream;
    private Stack<(Func<object, Task> Callback, object State)>? _starting;
    private Stack<(Func<object, Task> Callback, object State)>? _completed;
    private int _statusCode = StatusCodes.Status200OK;
    private string? _reasonPhrase;

    public CallResponse(CallBody body)
    {
        _body = body;
        body.Attach(this);
    }

    /// <inheritdoc />
    public int StatusCode
    {
        get => _statusCode;
        set
        {
            ThrowIfStarted(nameof(StatusCode));
            _statusCode = value;
        }
    }

    /// <inheritdoc />
    public string? ReasonPhrase
    {
        get => _reasonPhrase;
        set
        {
            ThrowIfStarted(nameof(ReasonPhrase));
            _reasonPhrase = value;
        }
    }

    /// <inheritdoc />
    public IHeaderDictionary Headers { get; set; } = new CallHeaders();

    /// <inheritdoc />
    public bool HasStarted { get; private set; }

    /// <inheritdoc />
    public Stream Stream => _stream ??= new CallBodyStream(_body, this);

    /// <inheritdoc />
    public PipeWriter Writer => _body;

    // Superseded by IHttpResponseBodyFeature, which stands beside it.
    Stream IHttpResponseFeature.Body
    {
        get => Stream;
        set => _stream = value;
    }

    /// <inheritdoc />
    public void OnStarting(Func<object, Task> callback, object state)
    {
        ThrowIfStarted(nameof(OnStarting));
        (_starting ??= new()).Push((callback, state));
    }

    /// <inheritdoc />
    public void OnCompleted(Func<object, Task> callback, object state) => (_completed ??= new()).Push((callback, state));

    /// <inheritdoc />
    public void DisableBuffering()
    {
    }

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (HasStarted)
            return Task.CompletedTask;
        if (_starting is null)
        {
            Start();
            return Task.CompletedTask;
        }

        return RunStartingAsync(_starting);
    }

    /// <inheritdoc />
    public Task CompleteAsync() => StartAsync();

    /// <inheritdoc />
    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(Stream, path, offset, count, cancellationToken);

    /// <summary>Whether anything was registered for the end of the request.</summary>
    public bool AwaitsCompletion => _completed is not null;

    /// <summary>Runs what was registered for the end of the request; the first fault is thrown after all have run.</summary>
    public async Task RunCompletedAsync()
    {
        Exception? fault = null;
        while (_completed is not null && _completed.TryPop(out var entry))
        {
            try
            {
                await entry.Callback(entry.State);
            }
            // One component's failed clean-up must not keep another from its own.
#pragma warning disable CA1031
            catch (Exception exception)
#pragma warning restore CA1031
            {
                fault ??= exception;
            }
        }

        if (fault is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(fault);
    }

    /// <summary>Makes of the response what a server makes of an exception: a bare status.</summary>
    public void Fail(int statusCode)
    {
        Headers = new CallHeaders();
        _body.Clear();
        _statusCode = statusCode;
        HasStarted = true;
    }

    private async Task RunStartingAsync(Stack<(Func<object, Task> Callback, object State)> callbacks)
    {
        while (callbacks.TryPop(out var entry))
            await entry.Callback(entry.State);
        Start();
    }

    private void Start()
    {
        HasStarted = true;
        if (Headers is CallHeaders headers)
            headers.IsReadOnly = true;
    }

    private void ThrowIfStarted(string what)
    {
        if (HasStarted)
            throw new InvalidOperationException($"{what} cannot be set: the response has already started.");
    }
}
