using System.ComponentModel;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Benchmarks.Subject;

/// <summary>What a team would write without the library.</summary>
[McpServerToolType]
public sealed class HandWrittenTools
{
    /// <summary>The same record, by the SDK alone.</summary>
    [McpServerTool(Name = "get_product_by_hand", UseStructuredContent = true), Description("Gets a product.")]
    public static Product GetByHand(int id) => Product.Of(id);

    /// <summary>The same record, from the application's own HTTP endpoint.</summary>
    [McpServerTool(Name = "get_product_over_loopback", UseStructuredContent = true), Description("Gets a product.")]
    public static async Task<Product?> GetOverLoopback(
        int id, HttpClient client, IHttpContextAccessor accessor, CancellationToken cancellationToken)
    {
        var own = accessor.HttpContext!.Request.Host.Value;
        return await client.GetFromJsonAsync<Product>(new Uri($"http://{own}/products/{id}"), cancellationToken);
    }
}
