using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Tests.Contract;
using Shop;
using Shop.Data;

namespace Mvc.Mcp.EndToEnd.Shop;

/// <summary>Every call of the Shop that is one slip away from a right one is refused with where, what and what else, and changes nothing.</summary>
public sealed class ShopRepairTests : IDisposable
{
    private static readonly Dictionary<string, string> _right = new()
    {
        ["list_products"] = """{"category":"Furniture","maxPrice":200,"page":1,"pageSize":5}""",
        ["get_product"] = """{"id":2}""",
        ["create_product"] = """{"name":"Lamp","price":12.5,"category":"Furniture"}""",
        ["update_product"] = """{"id":2,"name":"Lamp","price":12.5,"category":"Furniture"}""",
        ["delete_product"] = """{"id":2}""",
        ["create_order"] = """{"customer":"Ada","deliverOn":"2026-02-01","lines":[{"productId":1,"quantity":2}]}""",
        ["get_order"] = """{"id":1}""",
        ["list_orders"] = """{"status":"Placed","deliverFrom":"2026-01-01","page":1,"pageSize":5}""",
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shop-");

    [Fact]
    public async Task A_wrong_call_of_the_shop_is_told_what_to_mend_and_changes_nothing()
    {
        await using var app = new WebApplicationFactory<global::Shop.Controllers.ProductsController>().WithWebHostBuilder(host =>
            host.UseSetting("ConnectionStrings:Shop", $"Data Source={Path.Combine(_folder.FullName, "shop.db")}"));
        var http = app.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", DemoToken.ForAdministrator(app.Services));
        await using var client = await McpClient.CreateAsync(new HttpClientTransport(
            new HttpClientTransportOptions { Endpoint = new Uri("http://localhost/mcp"), TransportMode = HttpTransportMode.StreamableHttp }, http, ownsHttpClient: true));
        var before = Contents(app.Services);
        var made = new Dictionary<string, int>();
        var faults = new List<string>();

        foreach (var tool in await client.ListToolsAsync())
        {
            if (!_right.TryGetValue(tool.Name, out var arguments))
                continue;
            var right = Known(JsonNode.Parse(arguments)!.AsObject(), tool.JsonSchema);
            foreach (var wrong in new WrongCalls(JsonNode.Parse(tool.JsonSchema.GetRawText())!.AsObject()).Of(right))
            {
                made[wrong.Kind] = made.GetValueOrDefault(wrong.Kind) + 1;
                var result = await client.CallToolAsync(tool.Name, wrong.Arguments.ToDictionary(argument => argument.Key, argument => (object?)argument.Value));
                var text = string.Join('\n', result.Content.OfType<TextContentBlock>().Select(block => block.Text));
                if (Repair.FaultOf(wrong, result.IsError == true, text) is { } fault)
                    faults.Add($"{tool.Name}, {wrong.Kind} of {wrong.Name}: {fault}: {text}\n    {wrong.Arguments.ToJsonString()}");
            }
        }

        string.Join('\n', faults).Should().BeEmpty();
        Contents(app.Services).Should().Be(before);
        made.Keys.Should().Contain(
            ["wrong kind", "missing", "misspelt at depth 1", "misspelt at depth 2", "wrong case", "value outside the enum", "value outside the range", "wrong length", "wrong date", "broken JSON text"],
            JsonSerializer.Serialize(made));
        made.Values.Sum().Should().BeGreaterThan(80, JsonSerializer.Serialize(made));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    // What a tool does not have is not to be misspelt.
    private static JsonObject Known(JsonObject right, JsonElement schema)
    {
        var known = schema.GetProperty("properties");
        foreach (var name in right.Select(argument => argument.Key).ToArray())
            known.TryGetProperty(name, out _).Should().BeTrue($"{name} is an argument of {known.GetRawText()}");
        return right;
    }

    private static string Contents(IServiceProvider services)
    {
        using var scope = services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<ShopDb>();
        return JsonSerializer.Serialize(new { Products = db.Products.OrderBy(product => product.Id).ToList(), Orders = db.Orders.Count() });
    }
}
