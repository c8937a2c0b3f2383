using System.ComponentModel;
using Microsoft.EntityFrameworkCore;
using ModelContextProtocol.Server;
using Shop.Data;

namespace Shop.Filtered;

[McpServerToolType]
internal sealed class GiftTools(ShopDb db)
{
    [McpServerTool(Name = "suggest_gift", ReadOnly = true)]
    [Description("Suggests the most valuable product that a budget allows.")]
    public async Task<string> Suggest([Description("The budget, in euros.")] decimal budget) =>
        await db.Products.Where(product => product.Price <= budget)
            .OrderByDescending(product => product.Price)
            .Select(product => product.Name)
            .FirstOrDefaultAsync() ?? "Nothing costs that little.";
}
