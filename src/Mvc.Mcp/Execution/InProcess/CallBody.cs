using System.Buffers;
using System.IO.Pipelines;
using Mvc.Mcp.Execution.Progress;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>
/// What an action writes: one pooled buffer that grows, up to a limit. Written bytes stay in it until it is disposed.
/// </summary>
internal sealed class CallBody(long maxBytes, BatchProgress? progress = null) : PipeWriter, IDisposable
{
    private const int FirstSize = 2048;
    private const int LeastFree = 256;

    private byte[] _buffer = [];
    private int _length;
    private int _flushed;
    private bool _disposed;
    private CallResponse? _response;

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    /// <summary>Whether more was written than the limit allows; what is beyond it is not kept.</summary>
    public bool Overflowed { get; private set; }

    /// <inheritdoc />
    public override bool CanGetUnflushedBytes => true;

    /// <inheritdoc />
    public override long UnflushedBytes => _length - _flushed;

    /// <summary>Names the response that starts when bytes are flushed.</summary>
    public void Attach(CallResponse response) => _response = response;

    /// <summary>Forgets what was written.</summary>
    public void Clear() => _length = _flushed = 0;

    /// <inheritdoc />
    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, LeastFree));
        return _buffer.AsMemory(_length);
    }

    /// <inheritdoc />
    public override Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, LeastFree));
        return _buffer.AsSpan(_length);
    }

    /// <inheritdoc />
    public override void Advance(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, _buffer.Length - _length);
        ThrowIfFull(bytes);
        _length += bytes;
    }

    /// <summary>Copies <paramref name="bytes"/> in.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        ThrowIfFull(bytes.Length);
        Reserve(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <inheritdoc />
    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _flushed = _length;
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
        // What an action left running may still write; it must not write into a buffer that has a new owner.
        _disposed = true;
        var buffer = _buffer;
        _buffer = [];
        _length = _flushed = 0;
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
    }

    private async ValueTask<FlushResult> FlushSlowlyAsync(Task start)
    {
        await start;
        if (progress is not null)
            await progress.FlushedAsync(Written);
        return default;
    }

    private void Reserve(int free)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var needed = checked(_length + Math.Max(free, 1));
        if (needed <= _buffer.Length)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstSize, Math.Max(needed, (int)Math.Min(_buffer.Length * 2L, Array.MaxLength))));
        Written.Span.CopyTo(larger);
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    private void ThrowIfFull(int more)
    {
        if (_length + (long)more <= maxBytes)
            return;
        Overflowed = true;
        throw new ResponseTooLargeException(maxBytes);
    }
}
