using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Mvc.Mcp.Execution.Confirmation;

/// <summary>
/// Seals what a question was about, so that an answer counts for it alone: one call of one caller, once, for ten minutes.
/// </summary>
/// <remarks>
/// With the application's Data Protection, instances that share a key ring know each other's tickets; without it a ticket
/// counts where it was made. That it counts once is known to each instance for itself.
/// </remarks>
internal sealed class ConfirmationTickets(TimeProvider time, IDataProtectionProvider? protection = null)
{
    /// <summary>How long a user may take to answer.</summary>
    private static readonly TimeSpan _lifetime = TimeSpan.FromMinutes(10);

    private const int MostUsed = 10_000;
    private const int IdLength = 16;

    private readonly IDataProtector _protector =
        (protection ?? new EphemeralDataProtectionProvider()).CreateProtector("Mvc.Mcp.Confirmation.v1");
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _used = new();

    /// <summary>Makes a ticket for the call with this fingerprint.</summary>
    public string Create(byte[] fingerprint)
    {
        var content = new byte[sizeof(long) + IdLength + fingerprint.Length];
        BinaryPrimitives.WriteInt64BigEndian(content, (time.GetUtcNow() + _lifetime).UtcTicks);
        Guid.NewGuid().TryWriteBytes(content.AsSpan(sizeof(long)));
        fingerprint.CopyTo(content, sizeof(long) + IdLength);
        return WebEncoders.Base64UrlEncode(_protector.Protect(content));
    }

    /// <summary>Whether <paramref name="ticket"/> was made for the call with this fingerprint, and is used for the first time; it is used then.</summary>
    public bool Use(string? ticket, byte[] fingerprint)
    {
        if (ticket is null || Open(ticket) is not { } content || content.Length != sizeof(long) + IdLength + fingerprint.Length)
            return false;
        var expires = new DateTimeOffset(BinaryPrimitives.ReadInt64BigEndian(content), TimeSpan.Zero);
        return expires > time.GetUtcNow() &&
            CryptographicOperations.FixedTimeEquals(content.AsSpan(sizeof(long) + IdLength), fingerprint) &&
            Note(new Guid(content.AsSpan(sizeof(long), IdLength)), expires);
    }

    private byte[]? Open(string ticket)
    {
        try
        {
            return _protector.Unprotect(WebEncoders.Base64UrlDecode(ticket));
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return null;
        }
    }

    // Where more are used than can be remembered, none is taken that might have been used before.
    private bool Note(Guid id, DateTimeOffset expires)
    {
        if (_used.Count >= MostUsed)
        {
            var now = time.GetUtcNow();
            foreach (var (used, end) in _used)
            {
                if (end <= now)
                    _used.TryRemove(used, out _);
            }
        }

        return _used.Count < MostUsed && _used.TryAdd(id, expires);
    }
}
