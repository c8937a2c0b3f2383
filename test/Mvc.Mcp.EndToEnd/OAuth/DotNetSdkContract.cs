using Microsoft.AspNetCore.WebUtilities;
using ModelContextProtocol.Authentication;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.EndToEnd.Clients;

namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>The C# SDK's own OAuth client.</summary>
public abstract class DotNetSdkContract(ProtectedCluster cluster)
{
    private static readonly Uri _redirect = new("http://127.0.0.1:1179/callback");

    [SkippableFact]
    public async Task It_goes_from_an_address_to_a_tool_result_and_refreshes_later()
    {
        Node.Require();
        var before = cluster.Authorizations;
        using var user = new ScriptedUser();
        await using var client = await ConnectAsync(cluster.Endpoint, user);
        (await CallAsync(client)).Should().Be("you are alice");
        cluster.RevokeAccessTokens();
        (await CallAsync(client)).Should().Be("you are alice");

        cluster.ProxiesUsed.Should().Be(2, "no instance saw the whole flow");
        cluster.Authorizations.Should().Be(before + 1, "the second token came from the refresh token");
    }

    [SkippableFact]
    public async Task At_an_open_endpoint_it_signs_in_when_a_call_asks_for_a_user_and_refreshes_later()
    {
        Node.Require();
        var before = cluster.Authorizations;
        using var user = new ScriptedUser();
        await using var client = await ConnectAsync(cluster.OpenEndpoint, user);
        cluster.Authorizations.Should().Be(before, "anybody may connect");

        (await CallAsync(client, "who")).Should().Be("you are alice");
        cluster.RevokeAccessTokens();
        (await client.ListToolsAsync()).Select(tool => tool.Name).Should().Contain("who", "with an old token the list would be that of nobody");
        cluster.RevokeAccessTokens();
        (await CallAsync(client, "who")).Should().Be("you are alice");

        cluster.Authorizations.Should().Be(before + 1, "the later tokens came from the refresh token");
    }

    private static async Task<string> CallAsync(McpClient client, string tool = "whoami") =>
        ((TextContentBlock)(await client.CallToolAsync(tool)).Content.Single()).Text;

    private static Task<McpClient> ConnectAsync(Uri endpoint, ScriptedUser user) => McpClient.CreateAsync(new HttpClientTransport(new HttpClientTransportOptions
    {
        Endpoint = endpoint,
        TransportMode = HttpTransportMode.StreamableHttp,
        OAuth = new ClientOAuthOptions
        {
            RedirectUri = _redirect,
            DynamicClientRegistration = new DynamicClientRegistrationOptions { ClientName = "C# client" },
            AuthorizationCallbackHandler = async (context, _) =>
            {
                var back = QueryHelpers.ParseQuery((await user.VisitAsync(context.AuthorizationUri, _redirect)).Query);
                return new AuthorizationResult { Code = back["code"], State = back["state"], Iss = back["iss"] };
            },
        },
    }));
}
