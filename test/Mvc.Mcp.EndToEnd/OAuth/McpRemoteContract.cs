using System.Text.RegularExpressions;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.EndToEnd.Clients;

namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>mcp-remote, with which clients that know only local servers reach a protected one.</summary>
public abstract partial class McpRemoteContract(ProtectedCluster cluster)
{
    [SkippableFact]
    public async Task It_goes_from_an_address_to_a_tool_result_and_refreshes_later()
    {
        Node.Require();
        var before = cluster.Authorizations;
        using var user = new ScriptedUser();
        var settings = Directory.CreateTempSubdirectory("mcp-remote-");
        var output = new List<string>();
        var visit = Task.CompletedTask;
        Uri? address = null;
        try
        {
            var transport = new StdioClientTransport(new StdioClientTransportOptions
            {
                Command = Node.Executable,
                Arguments = [Node.Package("mcp-remote/dist/proxy.js"), cluster.Endpoint.AbsoluteUri, "--transport", "http-only", "--allow-http"],
                EnvironmentVariables = new Dictionary<string, string?> { ["MCP_REMOTE_CONFIG_DIR"] = settings.FullName },
                StandardErrorLines = line =>
                {
                    lock (output)
                        output.Add(line);
                    if (AuthorizeAddress().Match(line) is { Success: true } match)
                        address = new Uri(match.Value);
                    // It shows the address before it listens for the answer.
                    if (line.Contains("Waiting for authorization", StringComparison.Ordinal) && address is not null)
                        visit = user.VisitAsync(address);
                },
            });

            await using var client = await McpClient.CreateAsync(transport);
            await visit;
            (await CallAsync(client)).Should().Be("you are alice");
            cluster.RevokeAccessTokens();
            (await CallAsync(client)).Should().Be("you are alice");

            cluster.Authorizations.Should().Be(before + 1, "the second token came from the refresh token");
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            lock (output)
                throw new InvalidOperationException($"mcp-remote wrote:\n{string.Join('\n', output)}", e);
        }
        finally
        {
            settings.Delete(recursive: true);
        }
    }

    private static async Task<string> CallAsync(McpClient client) =>
        ((TextContentBlock)(await client.CallToolAsync("whoami")).Content.Single()).Text;

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/oauth/authorize\?\S+")]
    private static partial Regex AuthorizeAddress();
}
