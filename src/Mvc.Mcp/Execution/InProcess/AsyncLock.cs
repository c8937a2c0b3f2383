namespace Mvc.Mcp.Execution.InProcess;

/// <summary>Lets one call in at a time. Nearly none ever has to wait, so what waiting takes is made by the first that does.</summary>
internal sealed class AsyncLock
{
    private static readonly TaskCompletionSource _nobodyWaits = new();

    // Null while nobody is inside; else what those who wait for whoever is inside are waiting for.
    private TaskCompletionSource? _left;

    /// <summary>Enters, if nobody is inside.</summary>
    public bool TryEnter() => Interlocked.CompareExchange(ref _left, _nobodyWaits, null) is null;

    /// <summary>Enters as soon as nobody is inside.</summary>
    public async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        while (!TryEnter())
        {
            var left = Volatile.Read(ref _left);
            if (left == _nobodyWaits)
            {
                left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                if (Interlocked.CompareExchange(ref _left, left, _nobodyWaits) != _nobodyWaits)
                    continue;
            }

            if (left is not null)
                await left.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Leaves, and tells those who wait.</summary>
    public void Leave()
    {
        var left = Interlocked.Exchange(ref _left, null);
        if (left != _nobodyWaits)
            left?.TrySetResult();
    }
}
