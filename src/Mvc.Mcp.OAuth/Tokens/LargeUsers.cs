using Duende.IdentityModel;
using Microsoft.Extensions.Caching.Distributed;
using Mvc.Mcp.OAuth.Proxy.Envelopes;

namespace Mvc.Mcp.OAuth.Tokens;

/// <summary>
/// Keeps for a minute, sealed and in the distributed cache, the users that would not fit into a code, which stands in an
/// address: those with many claims, or with tokens of an identity provider.
/// </summary>
internal sealed class LargeUsers(IDistributedCache cache, EnvelopeSealer sealer)
{
    private const string KeyPrefix = "Mvc.Mcp.OAuth:user:";

    // Together with the rest of a code, some 4 KB in an address.
    private const int MostInACode = 2000;

    /// <summary>A reference to the user, or null where the code itself can hold it.</summary>
    public async Task<string?> KeepAsync(SignedInUser user, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var text = sealer.Seal(user, lifetime);
        if (text.Length <= MostInACode)
            return null;
        var reference = CryptoRandom.CreateUniqueId();
        await cache.SetStringAsync(KeyPrefix + reference, text, new() { AbsoluteExpirationRelativeToNow = lifetime }, cancellationToken);
        return reference;
    }

    public async Task<SignedInUser?> FindAsync(string reference, CancellationToken cancellationToken) =>
        sealer.Open<SignedInUser>(await cache.GetStringAsync(KeyPrefix + reference, cancellationToken));
}
