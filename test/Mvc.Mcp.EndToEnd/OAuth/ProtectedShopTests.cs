using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using ModelContextProtocol.Authentication;
using ModelContextProtocol.Client;
using Mvc.Mcp.EndToEnd.Clients;

namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>The sample whose controllers ask for one scope to read and another to write.</summary>
public sealed class ProtectedShopTests(ProtectedShop shop) : IClassFixture<ProtectedShop>
{
    private static readonly Uri _redirect = new("http://127.0.0.1:1180/callback");

    [SkippableFact]
    public async Task A_client_reads_with_the_first_token_and_steps_up_when_it_writes()
    {
        Node.Require();
        var asked = new List<string>();
        using var user = new ScriptedUser();
        await using var client = await ConnectAsync(user, asked);

        (await client.ListToolsAsync()).Select(tool => tool.Name).Should().Contain("create_order")
            .And.NotContain(name => name.Contains("oauth", StringComparison.OrdinalIgnoreCase), "the proxy's endpoints are none of the shop's operations");
        var products = await client.CallToolAsync("list_products");
        products.IsError.Should().NotBe(true);
        asked.Should().ContainSingle().Which.Should().Contain("shop.read").And.NotContain("shop.write");

        var order = await client.CallToolAsync("create_order", new Dictionary<string, object?>
        {
            ["customer"] = "alice",
            ["deliverOn"] = "2030-01-01",
            ["lines"] = new[] { new { productId = 1, quantity = 2 } },
        });

        order.IsError.Should().NotBe(true, JsonSerializer.Serialize(order.Content));
        asked.Should().HaveCount(2).And.Subject.Last().Should().Contain("shop.read").And.Contain("shop.write");
        shop.Authorizations.Should().Be(2);
    }

    private Task<McpClient> ConnectAsync(ScriptedUser user, List<string> asked) => McpClient.CreateAsync(new HttpClientTransport(new HttpClientTransportOptions
    {
        Endpoint = shop.Endpoint,
        TransportMode = HttpTransportMode.StreamableHttp,
        OAuth = new ClientOAuthOptions
        {
            RedirectUri = _redirect,
            DynamicClientRegistration = new DynamicClientRegistrationOptions { ClientName = "C# client" },
            AuthorizationCallbackHandler = async (context, _) =>
            {
                asked.Add(QueryHelpers.ParseQuery(context.AuthorizationUri.Query)["scope"].ToString());
                var back = QueryHelpers.ParseQuery((await user.VisitAsync(context.AuthorizationUri, _redirect)).Query);
                return new AuthorizationResult { Code = back["code"], State = back["state"], Iss = back["iss"] };
            },
        },
    }));
}
