using System.Net;
using System.Net.Sockets;

namespace Mvc.Mcp.OAuth.Proxy.Clients;

/// <summary>
/// Opens connections to public addresses only. It connects to the very address that it judged, so that a name cannot
/// lead elsewhere between the look and the leap (DNS rebinding).
/// </summary>
internal static class PublicDialer
{
    /// <summary>A handler that follows no redirect, uses no proxy, keeps no cookies, and dials through here.</summary>
    public static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = ClientDocumentFetcher.Timeout,
        ConnectCallback = ConnectAsync,
    };

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        // A host with even one address inside is not trusted with the others.
        if (addresses.Length == 0 || !addresses.All(PublicAddress.Is))
            throw new HttpRequestException($"{context.DnsEndPoint.Host} is not a host of the public internet.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
