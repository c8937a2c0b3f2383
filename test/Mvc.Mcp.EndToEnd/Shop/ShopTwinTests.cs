using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mvc.Mcp.EndToEnd.Clients;
using Mvc.Mcp.EndToEnd.Samples;

namespace Mvc.Mcp.EndToEnd.Shop;

/// <summary>
/// Two shops that begin alike: what one is told by tool calls the other is told over HTTP, step by step, for every action
/// and every kind of caller. They answer alike, and end alike.
/// </summary>
public class ShopTwinTests
{
    private static readonly Step[] _steps =
    [
        new("list_products", new { category = "Electronics", maxPrice = 1000, pageSize = 2 }, "GET", "/products?category=Electronics&maxPrice=1000&pageSize=2"),
        new("list_products", new { page = 0 }, "GET", "/products?page=0"),
        new("get_product", new { id = 2 }, "GET", "/products/2"),
        new("get_product", new { id = 999 }, "GET", "/products/999"),
        new("create_product", new { name = "Lamp", price = 19.5, category = "Furniture" }, "POST", "/products", new { name = "Lamp", price = 19.5, category = "Furniture" }),
        new("create_product", new { name = "", price = 19.5, category = "Furniture" }, "POST", "/products", new { name = "", price = 19.5, category = "Furniture" }),
        new("update_product", new { id = 4, name = "Floor lamp", price = 45, category = "Furniture" }, "PUT", "/products/4", new { name = "Floor lamp", price = 45, category = "Furniture" }),
        new("update_product", new { id = 999, name = "Lamp", price = 1, category = "None" }, "PUT", "/products/999", new { name = "Lamp", price = 1, category = "None" }),
        new("get_product_picture", new { id = 1 }, "GET", "/products/1/picture"),
        new("get_product_picture", new { id = 4 }, "GET", "/products/4/picture"),
        new("create_order", Order(productId: 4), "POST", "/orders", Order(productId: 4)),
        new("create_order", Order(productId: 999), "POST", "/orders", Order(productId: 999)),
        new("get_order", new { id = 1 }, "GET", "/orders/1"),
        new("get_order", new { id = 999 }, "GET", "/orders/999"),
        new("list_orders", new { status = "Placed", deliverFrom = "2026-01-01" }, "GET", "/orders?status=Placed&deliverFrom=2026-01-01"),
        new("delete_product", new { id = 3 }, "DELETE", "/products/3"),
        new("delete_product", new { id = 3 }, "DELETE", "/products/3"),
        new("get_stats", new { }, "GET", "/admin/stats"),
        new("list_products", new { }, "GET", "/products"),
    ];

    private sealed record Step(string Tool, object Arguments, string Method, string Path, object? Body = null);

    [Theory]
    [InlineData("nobody")]
    [InlineData("administrator")]
    [InlineData("someone with a token of another scheme")]
    [InlineData("someone with a forged token")]
    public async Task Each_tool_call_is_what_its_HTTP_request_is_for(string caller)
    {
        var byTools = new ShopFixture();
        await CompareAsync(caller, byTools, () => byTools.Endpoint, byTools);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("administrator")]
    public async Task Each_forwarded_tool_call_is_what_its_HTTP_request_is_for(string caller)
    {
        var remote = new ShopRemoteTests.Fixture();
        await CompareAsync(caller, remote, () => remote.Endpoint, remote.Shop);
    }

    private static async Task CompareAsync(string caller, IAsyncLifetime toolApplication, Func<Uri> endpoint, ShopFixture byTools)
    {
        var byHttp = new ShopFixture();
        try
        {
            await Task.WhenAll(toolApplication.InitializeAsync(), byHttp.InitializeAsync());
            var client = new DotNetClient();
            using var http = new HttpClient { BaseAddress = byHttp.Address };
            if (AuthorizationOf(caller, byHttp) is { } authorization)
                http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);

            var statuses = new HashSet<int>();
            foreach (var step in _steps)
            {
                var answer = await client.CallToolAsync(endpoint(), step.Tool, step.Arguments, AuthorizationOf(caller, byTools));
                using var request = new HttpRequestMessage(new HttpMethod(step.Method), step.Path);
                request.Content = step.Body is null ? null : JsonContent.Create(step.Body);
                using var response = await http.SendAsync(request);

                await ShouldBeTwinsAsync(answer, response, $"{step.Tool} {JsonSerializer.Serialize(step.Arguments)} by {caller}");
                statuses.Add((int)response.StatusCode);
            }

            statuses.Should().BeEquivalentTo(caller == "administrator" ? [200, 201, 204, 400, 404] : new[] { 200, 201, 204, 400, 404, 401 });
        }
        finally
        {
            await toolApplication.DisposeAsync();
            await byHttp.DisposeAsync();
        }
    }

    private static string? AuthorizationOf(string caller, ShopFixture shop) => caller switch
    {
        "administrator" => shop.Administrator,
        "someone with a token of another scheme" => "Basic YWRhOmFkYQ==",
        "someone with a forged token" => shop.Administrator[..^6] + "forged",
        _ => null,
    };

    private static object Order(int productId) =>
        new { customer = "Ada Lovelace", deliverOn = "2026-12-24", lines = new[] { new { productId, quantity = 2 } } };

    private static async Task ShouldBeTwinsAsync(ToolAnswer answer, HttpResponseMessage response, string step)
    {
        var status = ((int)response.StatusCode).ToString();
        var body = await response.Content.ReadAsByteArrayAsync();
        var text = await response.Content.ReadAsStringAsync();
        var first = answer.Content.First();
        answer.IsError.Should().Be(!response.IsSuccessStatusCode, step);
        if (!response.IsSuccessStatusCode)
        {
            // What does not fit the schema is refused before there is a request.
            if (status == "400" && first.GetProperty("text").GetString()!.StartsWith('\''))
                return;
            first.GetProperty("text").GetString().Should().StartWith(status, step);
            foreach (var challenge in response.Headers.WwwAuthenticate)
                first.GetProperty("text").GetString().Should().Contain($"WWW-Authenticate: {challenge}", step);
            foreach (var word in TellingWords(text))
                answer.Content.Last().GetProperty("text").GetString().Should().ContainEquivalentOf(word, step);
            return;
        }

        switch (response.Content.Headers.ContentType?.MediaType)
        {
            case "application/json":
                first.GetProperty("text").GetString().Should().Be(text, step);
                if (response.Headers.Location is { } location)
                    answer.Content.Last().GetProperty("text").GetString().Should().EndWith(location.AbsolutePath, step);
                break;
            case "image/png":
                first.GetProperty("data").GetBytesFromBase64().Should().Equal(body, step);
                break;
            default:
                body.Should().BeEmpty(step);
                first.GetProperty("text").GetString().Should().StartWith(status, step);
                break;
        }
    }

    // Of a problem its detail and its messages; the status stands before them, and the rest tells a caller nothing.
    private static IEnumerable<string> TellingWords(string problem)
    {
        if (problem.Length == 0 || JsonNode.Parse(problem) is not JsonObject json)
            yield break;
        if (json["detail"] is { } detail)
            yield return detail.GetValue<string>();
        foreach (var message in (json["errors"] as JsonObject ?? []).SelectMany(error => error.Value!.AsArray()))
            yield return message!.GetValue<string>();
    }
}
