using System.Net;
using System.Net.Sockets;
using Mvc.Mcp.EndToEnd.Clients;

namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>The authorization-server scenarios of the official conformance suite.</summary>
[Collection(ProtectedClusterCollection.Name)]
public sealed class ConformanceTests(ProtectedCluster cluster)
{
    [SkippableFact]
    public async Task The_proxy_passes_every_authorization_server_scenario()
    {
        Node.Require();
        var redirect = new Uri($"http://127.0.0.1:{FreePort()}/callback");
        var clientId = await LoopbackClient.RegisterAsync(cluster.Origin, redirect, "Conformance");
        using var user = new ScriptedUser();
        await using var suite = Node.Start(Node.Package("@modelcontextprotocol/conformance/dist/index.js"),
            ["authorization", "--url", cluster.Origin.GetLeftPart(UriPartial.Authority), "--client-id", clientId, "--port", $"{redirect.Port}"]);

        await user.VisitAsync(new Uri(await suite.ReadAsync("^(http://.+/oauth/authorize.+)$")));

        await suite.ReadAsync("(=== SUMMARY ===)");
        (await suite.ReadAsync("(.+authorization-server-metadata-endpoint.+)")).Should().StartWith("✓").And.EndWith("2 passed, 0 failed");
        (await suite.ReadAsync("(.+authorization-code-grant.+)")).Should().StartWith("✓").And.EndWith("1 passed, 0 failed");
        (await suite.ReadAsync("(Total: .+)")).Should().Be("Total: 3 passed, 0 failed");
    }

    // The suite listens on the port it is given, and cannot be asked which one it chose.
    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
