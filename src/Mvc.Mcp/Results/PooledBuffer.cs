using System.Buffers;

namespace Mvc.Mcp.Results;

/// <summary>Bytes in one array of the shared pool, which grows and is given back.</summary>
/// <param name="firstSize">How large the first array is at least.</param>
internal sealed class PooledBuffer(int firstSize) : IBufferWriter<byte>, IDisposable
{
    private const int LeastFree = 256;

    private byte[] _array = [];
    private bool _disposed;

    /// <summary>How many bytes were written.</summary>
    public int Length { get; private set; }

    /// <summary>What was written; only until this is disposed.</summary>
    public ReadOnlyMemory<byte> Written => _array.AsMemory(0, Length);

    /// <summary>Forgets what was written.</summary>
    public void Clear() => Length = 0;

    /// <inheritdoc />
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, LeastFree));
        return _array.AsMemory(Length);
    }

    /// <inheritdoc />
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, LeastFree));
        return _array.AsSpan(Length);
    }

    /// <inheritdoc />
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _array.Length - Length);
        Length += count;
    }

    /// <summary>Copies <paramref name="bytes"/> in.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_array.AsSpan(Length));
        Length += bytes.Length;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // Whoever still writes must not write into an array that has a new owner.
        _disposed = true;
        var array = _array;
        _array = [];
        Length = 0;
        if (array.Length > 0)
            ArrayPool<byte>.Shared.Return(array);
    }

    private void Reserve(int free)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var needed = checked(Length + Math.Max(free, 1));
        if (needed <= _array.Length)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(firstSize, Math.Max(needed, (int)Math.Min(_array.Length * 2L, Array.MaxLength))));
        Written.Span.CopyTo(larger);
        if (_array.Length > 0)
            ArrayPool<byte>.Shared.Return(_array);
        _array = larger;
    }
}
