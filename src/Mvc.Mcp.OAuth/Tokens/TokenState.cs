using System.Security.Cryptography;
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

    private const int TimeLength = sizeof(long);
    private const int MarkLength = TimeLength + 16;

    private static readonly byte[] _mark = [1];

    // The cache cannot look and set in one step. Within this instance, whoever comes second waits for the first. Instances that
    // share a cache leave a mark each, and look after a while whose has stayed (Fischer's algorithm): whoever saw none before has
    // left theirs by then, if the cache answers within that time.
    private readonly TimeSpan _settling = cache is MemoryDistributedCache ? TimeSpan.Zero : TimeSpan.FromMilliseconds(100);
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
            var mark = CreateMark();
            await cache.SetAsync(UsedPrefix + id, mark, For(lifetime), CancellationToken.None);
            if (_settling == TimeSpan.Zero)
                return true;
            await Task.Delay(_settling, CancellationToken.None);
            return await cache.GetAsync(UsedPrefix + id, CancellationToken.None) is { } kept && kept.AsSpan().SequenceEqual(mark);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>How long ago something was used; null where it was not.</summary>
    public async Task<TimeSpan?> SinceUseAsync(string id, CancellationToken cancellationToken) =>
        await cache.GetAsync(UsedPrefix + id, cancellationToken) is { Length: MarkLength } mark
            ? time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(BitConverter.ToInt64(mark))
            : null;

    /// <summary>Takes a use back that led to nothing.</summary>
    public Task ReleaseAsync(string id) => cache.RemoveAsync(UsedPrefix + id, CancellationToken.None);

    /// <summary>Ends all tokens of a family.</summary>
    public Task EndAsync(string family, TimeSpan lifetime) =>
        cache.SetAsync(EndedPrefix + family, _mark, For(lifetime), CancellationToken.None);

    public async Task<bool> HasEndedAsync(string family, CancellationToken cancellationToken) =>
        await cache.GetAsync(EndedPrefix + family, cancellationToken) is not null;

    // When, and by whom.
    private byte[] CreateMark() =>
        [.. BitConverter.GetBytes(time.GetUtcNow().ToUnixTimeMilliseconds()), .. RandomNumberGenerator.GetBytes(MarkLength - TimeLength)];

    // A little longer than what it is about, whose end another clock may see.
    private static DistributedCacheEntryOptions For(TimeSpan lifetime) =>
        new() { AbsoluteExpirationRelativeToNow = lifetime + TimeSpan.FromMinutes(5) };
}
