using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Shop.Data;
using Shop.Models;

namespace Shop.Controllers;

/// <summary>For administrators. Who is none neither sees nor calls these tools.</summary>
[ApiController]
[Authorize]
[Route("admin")]
public sealed class AdminController(ShopDb db) : ControllerBase
{
    /// <summary>Counts products and orders and adds up the revenue.</summary>
    /// <response code="401">The caller is not signed in.</response>
    [HttpGet("stats", Name = "get_stats")]
    [ProducesResponseType<ShopStats>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status401Unauthorized)]
    public async Task<ShopStats> GetStats() => new(
        await db.Products.CountAsync(),
        await db.Orders.CountAsync(),
        await db.Orders.Where(order => order.Status != OrderStatus.Cancelled)
            .SelectMany(order => order.Lines)
            .SumAsync(line => line.Quantity * line.UnitPrice));
}
