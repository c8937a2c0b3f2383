using Microsoft.Extensions.Caching.Distributed;

namespace Mvc.Mcp.OAuth.Tokens;

/// <summary>
/// What has to be remembered of tokens: which are used up, and which families have ended. It stands in the distributed
/// cache, because all else travels sealed with the tokens.
/// </summary>
internal sealed class TokenState(IDistributedCache cache, TimeProvider time)
{
    private const string UsedPrefix = "Mvc.Mcp.OAuth:used:";
    private const string EndedPrefix = "Mvc.Mcp.OAuth:ended:";

    private static readonly byte[] _mark = [1];

    // The cache cannot look and set in one step. Within this instance, whoever comes second waits for the first.
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Uses something up. False where that had been done before.</summary>
    public async Task<bool> TryUseAsync(string id, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var turn = _turns[(uint)id.GetHashCode(StringComparison.Ordinal) % (uint)_turns.Length];
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (await cache.GetAsync(UsedPrefix + id, cancellationToken) is not null)
                return false;
            await cache.SetAsync(UsedPrefix + id, BitConverter.GetBytes(time.GetUtcNow().ToUnixTimeMilliseconds()), For(lifetime), CancellationToken.None);
            return true;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>How long ago something was used; null where it was not.</summary>
    public async Task<TimeSpan?> SinceUseAsync(string id, CancellationToken cancellationToken) =>
        await cache.GetAsync(UsedPrefix + id, cancellationToken) is { Length: sizeof(long) } mark
            ? time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(BitConverter.ToInt64(mark))
            : null;

    /// <summary>Takes a use back that led to nothing.</summary>
    public Task ReleaseAsync(string id) => cache.RemoveAsync(UsedPrefix + id, CancellationToken.None);

    /// <summary>Ends all tokens of a family.</summary>
    public Task EndAsync(string family, TimeSpan lifetime) =>
        cache.SetAsync(EndedPrefix + family, _mark, For(lifetime), CancellationToken.None);

    public async Task<bool> HasEndedAsync(string family, CancellationToken cancellationToken) =>
        await cache.GetAsync(EndedPrefix + family, cancellationToken) is not null;

    // A little longer than what it is about, whose end another clock may see.
    private static DistributedCacheEntryOptions For(TimeSpan lifetime) =>
        new() { AbsoluteExpirationRelativeToNow = lifetime + TimeSpan.FromMinutes(5) };
}
