using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Options;
using Mvc.Mcp.OAuth.Proxy.Envelopes;
using Mvc.Mcp.OAuth.Tokens;

namespace Mvc.Mcp.OAuth.Proxy.Token;

/// <summary>
/// Clients that call several tools at once find out several times at once that their access token has expired, and all of
/// them refresh. For a few seconds, whoever comes again is answered the same. What follows is one refresh token, so that a
/// thief among them is found out with the next use.
/// </summary>
internal sealed class RefreshAnswers(
    IOptions<McpOAuthProxyOptions> options, IDistributedCache cache, EnvelopeSealer sealer, TokenState state)
{
    private const string KeyPrefix = "Mvc.Mcp.OAuth:again:";

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);

    private TimeSpan Leeway => options.Value.RefreshTokenLeeway;

    /// <summary>Keeps the answer for those who come again.</summary>
    public async Task KeepAsync(string id, RefreshAnswer answer)
    {
        if (Leeway <= TimeSpan.Zero)
            return;
        await cache.SetStringAsync(
            KeyPrefix + id, sealer.Seal(answer, Leeway), new() { AbsoluteExpirationRelativeToNow = Leeway }, CancellationToken.None);
    }

    /// <summary>
    /// The answer that the first use got, for which it is waited; null where the token comes too late, or asks for something
    /// else, or where the first use came to nothing.
    /// </summary>
    public async Task<RefreshAnswer?> FindAsync(RefreshEnvelope refresh, IReadOnlyList<string> asked, CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; waited < Leeway; waited += _pause)
        {
            if (await state.SinceUseAsync(refresh.Id, cancellationToken) is not { } since || since >= Leeway)
                return null;
            if (await state.HasEndedAsync(refresh.Family, cancellationToken))
                return null;
            if (sealer.Open<RefreshAnswer>(await cache.GetStringAsync(KeyPrefix + refresh.Id, cancellationToken)) is { } answer)
                return answer.Asked.SequenceEqual(asked) ? answer : null;
            await Task.Delay(_pause, cancellationToken);
        }
        return null;
    }
}
