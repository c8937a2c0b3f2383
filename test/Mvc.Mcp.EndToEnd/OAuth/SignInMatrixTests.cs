using System.Net;
using Mvc.Mcp.EndToEnd.Clients;

namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>
/// Every client with everything that signs users in: it signs in, calls, refreshes, steps up, and loses its tokens. Each
/// application lies under a path of its host, and no instance sees a whole flow.
/// </summary>
public sealed class SignInMatrixTests(SignInClusters clusters) : IClassFixture<SignInClusters>
{
    private static readonly Dictionary<string, Func<SignInClient>> _clients = new()
    {
        ["TypeScript SDK 1"] = () => new TypeScriptSdkSignIn("1"),
        ["TypeScript SDK 2"] = () => new TypeScriptSdkSignIn("2"),
        ["mcp-remote"] = () => new McpRemoteSignIn(),
        ["C# SDK"] = () => new DotNetSdkSignIn(),
        ["VS Code"] = RegisteredClient.VisualStudioCode,
        ["Claude"] = RegisteredClient.Claude,
        ["Claude Code"] = RegisteredClient.ClaudeCode,
    };

    public static TheoryData<string, string> Cells()
    {
        var cells = new TheoryData<string, string>();
        foreach (var client in _clients.Keys)
        {
            foreach (var way in SignInClusters.Ways.Keys)
                cells.Add(client, way);
        }
        return cells;
    }

    [SkippableTheory]
    [MemberData(nameof(Cells))]
    public async Task It_signs_in_calls_refreshes_steps_up_and_loses_what_was_revoked(string name, string way)
    {
        Node.Require();
        var cluster = await clusters.GetAsync(way);
        var before = cluster.Count("/oauth/authorize");
        int Asked() => cluster.Count("/oauth/authorize") - before;
        using var user = new ScriptedUser();
        await using var client = _clients[name]();

        await client.ConnectAsync(cluster.Endpoint, user);
        (await client.CallAsync("whoami")).Should().Be("you are alice");
        Asked().Should().Be(1);
        cluster.InstancesUsed.Should().Be(2, "no instance saw the whole flow");

        cluster.EndAccessTokens();
        (await client.CallAtOnceAsync("whoami", 3)).Should().HaveCount(3).And.OnlyContain(text => text == "you are alice");
        Asked().Should().Be(1, "the second token came from the refresh token, however often it was used at once");

        if (client.StepsUp)
        {
            (await client.CallAsync("sell")).Should().Be("sold to alice");
            Asked().Should().Be(2, "the user was asked for the further scope");
        }

        await RevokeAsync(cluster, await client.GetKeptAsync());
        // What is revoked at once is so by the application alone; a provider's token lives on until it expires.
        if (!cluster.IssuesOwnTokens)
            cluster.EndAccessTokens();
        var asked = Asked();
        (await client.CallAsync("whoami")).Should().Be("you are alice");
        Asked().Should().Be(asked + 1, "nothing was left but to ask the user");
    }

    private static async Task RevokeAsync(SignInCluster cluster, KeptTokens kept)
    {
        using var http = new HttpClient();
        using var response = await http.PostAsync(cluster.Address.AbsoluteUri.TrimEnd('/') + "/oauth/revoke", new FormUrlEncodedContent(
            new Dictionary<string, string> { ["client_id"] = kept.ClientId, ["token"] = kept.RefreshToken }));
        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }
}
