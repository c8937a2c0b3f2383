using System.Buffers;
using System.IO.Pipelines;

namespace Mvc.Mcp.Invocation.InProcess;

/// <summary>
/// What an action writes: one pooled buffer that grows, up to a limit. Written bytes stay in it until it is disposed.
/// </summary>
internal sealed class CallBody(long maxBytes) : PipeWriter, IDisposable
{
    private const int FirstSize = 2048;

    private byte[] _buffer = [];
    private int _length;
    private CallResponse? _response;

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    /// <summary>Whether more was written than the limit allows; what is beyond it is not kept.</summary>
    public bool Overflowed { get; private set; }

    /// <inheritdoc />
    public override bool CanGetUnflushedBytes => true;

    /// <inheritdoc />
    public override long UnflushedBytes => 0;

    /// <summary>Names the response that starts when bytes are flushed.</summary>
    public void Attach(CallResponse response) => _response = response;

    /// <summary>Forgets what was written, as clearing a response that has not started does.</summary>
    public void Clear() => _length = 0;

    /// <inheritdoc />
    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_length);
    }

    /// <inheritdoc />
    public override Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(_length);
    }

    /// <inheritdoc />
    public override void Advance(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, _buffer.Length - _length);
        _length += bytes;
        if (_length > maxBytes)
            Overflow();
    }

    /// <summary>Copies <paramref name="bytes"/> in.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_length + (long)bytes.Length > maxBytes)
            Overflow();
        Reserve(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <inheritdoc />
    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        var start = _response is null ? Task.CompletedTask : _response.StartAsync(cancellationToken);
        return start.IsCompletedSuccessfully ? new(default(FlushResult)) : Awaited(start);

        static async ValueTask<FlushResult> Awaited(Task start)
        {
            await start;
            return default;
        }
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
        var buffer = _buffer;
        _buffer = [];
        _length = 0;
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
    }

    private void Reserve(int sizeHint)
    {
        var needed = _length + Math.Max(sizeHint, 1);
        if (needed <= _buffer.Length)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstSize, Math.Max(needed, _buffer.Length * 2)));
        Written.Span.CopyTo(larger);
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    private void Overflow()
    {
        Overflowed = true;
        throw new ResponseTooLargeException(maxBytes);
    }
}
