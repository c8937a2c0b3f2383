using System.Net;
using System.Net.Sockets;

namespace Mvc.Mcp.OAuth.Proxy.Clients;

/// <summary>
/// Tells addresses of the public internet from those that may lead inside: this machine, its network, a cloud's metadata
/// service (RFC 6890 and the registries it began).
/// </summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] _special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
            "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    // Of IPv6, only global unicast is public, less what is carved out of it: tunnels that hide an IPv4 address
    // (Teredo, 6to4), documentation, and other special purposes.
    private static readonly IPNetwork _globalUnicast = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] _specialGlobalUnicast =
        [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse)];

    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !_special.Any(network => network.Contains(address)),
            AddressFamily.InterNetworkV6 => _globalUnicast.Contains(address) &&
                !_specialGlobalUnicast.Any(network => network.Contains(address)) &&
                !IsIsatap(address),
            _ => false,
        };
    }

    // ISATAP (RFC 5214 section 6.1) hides an IPv4 address in the last half of any prefix: 0:5efe or 200:5efe before it.
    private static bool IsIsatap(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        return address.TryWriteBytes(bytes, out _) && (bytes[8] & 0xFD) == 0 && bytes[9] == 0 && bytes[10] == 0x5E && bytes[11] == 0xFE;
    }
}
