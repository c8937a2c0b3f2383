using Microsoft.AspNetCore.Mvc.Testing;
using ModelContextProtocol.Client;

namespace Mvc.Mcp.EndToEnd.Shop;

/// <summary>What the README shows: an application's tools tested without a port.</summary>
public sealed class ShopInMemoryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shop-");

    [Fact]
    public async Task Tools_are_tested_in_memory_with_the_official_client()
    {
        await using var app = new WebApplicationFactory<global::Shop.Controllers.ProductsController>().WithWebHostBuilder(host =>
            host.UseSetting("ConnectionStrings:Shop", $"Data Source={Path.Combine(_folder.FullName, "shop.db")}"));
        await using var client = await McpClient.CreateAsync(new HttpClientTransport(
            new HttpClientTransportOptions { Endpoint = new Uri("http://localhost/mcp") }, app.CreateClient()));

        var result = await client.CallToolAsync("list_products", new Dictionary<string, object?> { ["category"] = "Furniture" });

        result.IsError.Should().NotBe(true);
        result.StructuredContent!.Value.GetProperty("items")[0].GetProperty("name").GetString().Should().Be("Desk Chair");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
