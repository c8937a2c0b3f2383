using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Mvc.Mcp;
using Shop.Data;
using Shop.Models;

namespace Shop.Curated.Controllers;

[ApiController]
[Route("offers")]
public sealed class OffersController(ShopDb db) : ControllerBase
{
    /// <summary>Lists products up to a price, the best first.</summary>
    /// <param name="maxPrice">The highest price, in euros.</param>
    /// <param name="category">Only products of this category, such as Electronics.</param>
    /// <param name="take">How many.</param>
    [HttpGet(Name = "list_offers")]
    [McpTool]
    [McpTool(Name = "list_gifts", Description = "Lists three presents for at most 100 euros.", Constants = ["maxPrice=100", "take=3"], Pinned = true)]
    public async Task<IReadOnlyList<Product>> List([Range(0, 100_000)] decimal maxPrice, string? category, [Range(1, 50)] int take = 10) =>
        await db.Products
            .Where(product => product.Price <= maxPrice && (category == null || product.Category == category))
            .OrderByDescending(product => product.Price)
            .Take(take)
            .ToListAsync();
}
