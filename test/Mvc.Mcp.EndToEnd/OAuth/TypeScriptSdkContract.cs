using Mvc.Mcp.EndToEnd.Clients;

namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>The OAuth flow of the TypeScript SDKs.</summary>
public abstract class TypeScriptSdkContract(ProtectedCluster cluster)
{
    [SkippableTheory]
    [InlineData("1")]
    [InlineData("2")]
    public Task It_goes_from_an_address_to_a_tool_result_and_refreshes_later(string generation) => GoAsync(generation, cluster.Endpoint, "whoami");

    [SkippableTheory]
    [InlineData("1")]
    [InlineData("2")]
    public Task At_an_open_endpoint_it_signs_in_when_a_call_asks_for_a_user_and_refreshes_later(string generation) =>
        GoAsync(generation, cluster.OpenEndpoint, "who");

    private async Task GoAsync(string generation, Uri endpoint, string tool)
    {
        Node.Require();
        var before = cluster.Authorizations;
        using var user = new ScriptedUser();
        using var http = new HttpClient();
        await using var client = Node.Start(
            Repository.PathTo("test", "Mvc.Mcp.EndToEnd", "OAuth", "typescript-sdk.mjs"), [generation, endpoint.AbsoluteUri, tool]);
        var origin = await client.ReadAsync("listen: (.+)");

        await user.VisitAsync(new Uri(await client.ReadAsync("visit: (.+)")));
        await client.ReadAsync("connected");
        (await http.GetStringAsync(origin + "/call")).Should().Be("you are alice");
        cluster.RevokeAccessTokens();
        (await http.GetStringAsync(origin + "/call")).Should().Be("you are alice");

        cluster.Authorizations.Should().Be(before + 1, "the second token came from the refresh token");
    }
}
