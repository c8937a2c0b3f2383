using System.IO.Pipelines;
using Mvc.Mcp.Execution.Progress;
using Mvc.Mcp.Results;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>
/// What an action writes: one pooled buffer that grows, up to a limit. Written bytes stay in it until it is disposed.
/// </summary>
internal sealed class CallBody(long maxBytes, BatchProgress? progress = null) : PipeWriter, IDisposable
{
    private const int FirstSize = 2048;

    private readonly PooledBuffer _buffer = new(FirstSize);
    private int _flushed;
    private CallResponse? _response;

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.Written;

    /// <summary>Whether more was written than the limit allows; what is beyond it is not kept.</summary>
    public bool Overflowed { get; private set; }

    /// <inheritdoc />
    public override bool CanGetUnflushedBytes => true;

    /// <inheritdoc />
    public override long UnflushedBytes => _buffer.Length - _flushed;

    /// <summary>Names the response that starts when bytes are flushed.</summary>
    public void Attach(CallResponse response) => _response = response;

    /// <summary>Forgets what was written.</summary>
    public void Clear()
    {
        _buffer.Clear();
        _flushed = 0;
    }

    /// <inheritdoc />
    public override Memory<byte> GetMemory(int sizeHint = 0) => _buffer.GetMemory(sizeHint);

    /// <inheritdoc />
    public override Span<byte> GetSpan(int sizeHint = 0) => _buffer.GetSpan(sizeHint);

    /// <inheritdoc />
    public override void Advance(int bytes)
    {
        ThrowIfFull(bytes);
        _buffer.Advance(bytes);
    }

    /// <summary>Copies <paramref name="bytes"/> in.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        ThrowIfFull(bytes.Length);
        _buffer.Append(bytes);
    }

    /// <inheritdoc />
    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _flushed = _buffer.Length;
        var start = _response is null ? Task.CompletedTask : _response.StartAsync(cancellationToken);
        return start.IsCompletedSuccessfully && progress is null ? new(default(FlushResult)) : FlushSlowlyAsync(start);
    }

    /// <inheritdoc />
    public override void CancelPendingFlush()
    {
    }

    /// <inheritdoc />
    public override void Complete(Exception? exception = null)
    {
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // What an action left running may still write; the buffer refuses it.
        _buffer.Dispose();
        _flushed = 0;
    }

    private async ValueTask<FlushResult> FlushSlowlyAsync(Task start)
    {
        await start;
        if (progress is not null)
            await progress.FlushedAsync(Written);
        return default;
    }

    private void ThrowIfFull(int more)
    {
        if (_buffer.Length + (long)more <= maxBytes)
            return;
        Overflowed = true;
        throw new ResponseTooLargeException(maxBytes);
    }
}
