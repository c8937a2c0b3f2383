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
        var transport = new HttpClientTransport(new HttpClientTransportOptions
        {
            Endpoint = cluster.Endpoint,
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
        });

        await using var client = await McpClient.CreateAsync(transport);
        (await CallAsync(client)).Should().Be("you are alice");
        cluster.RevokeAccessTokens();
        (await CallAsync(client)).Should().Be("you are alice");

        cluster.ProxiesUsed.Should().Be(2, "no instance saw the whole flow");
        cluster.Authorizations.Should().Be(before + 1, "the second token came from the refresh token");
    }

    private static async Task<string> CallAsync(McpClient client) =>
        ((TextContentBlock)(await client.CallToolAsync("whoami")).Content.Single()).Text;
}
