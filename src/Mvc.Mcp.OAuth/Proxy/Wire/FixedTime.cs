using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Mvc.Mcp.OAuth.Proxy.Wire;

/// <summary>Compares secrets without telling by the time it takes where they differ.</summary>
internal static class FixedTime
{
    public static bool AreEqual(string? one, string? other) =>
        one is not null && other is not null && CryptographicOperations.FixedTimeEquals(Bytes(one), Bytes(other));

    private static ReadOnlySpan<byte> Bytes(string text) => MemoryMarshal.AsBytes(text.AsSpan());
}
