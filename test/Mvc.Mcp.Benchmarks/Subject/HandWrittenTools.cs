using System.ComponentModel;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Benchmarks.Subject;

/// <summary>What a team would write without the library.</summary>
[McpServerToolType]
public sealed class HandWrittenTools
{
    /// <summary>The same record, by the SDK alone.</summary>
    [McpServerTool(Name = "get_product_by_hand", UseStructuredContent = true), Description("Gets a product.")]
    public static Product GetByHand(int id) => Product.Of(id);

    /// <summary>The same list, by the SDK alone.</summary>
    [McpServerTool(Name = "list_products_by_hand", UseStructuredContent = true), Description("Lists products.")]
    public static IReadOnlyList<Product> ListByHand(int pageSize = 20) => [.. Enumerable.Range(pageSize, pageSize).Select(Product.Of)];
}
