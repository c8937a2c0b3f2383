using Microsoft.AspNetCore.Mvc;
using Mvc.Mcp;
using Shop.Data;

namespace Shop.Controllers;

/// <summary>For the shop's own machinery: part of the HTTP API, and no business of a model.</summary>
[ApiController]
[McpIgnore]
[Route("internal")]
public sealed class InternalController(ShopDb db) : ControllerBase
{
    /// <summary>Tells a load balancer whether the database answers.</summary>
    [HttpGet("health", Name = "get_health")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> GetHealth() =>
        await db.Database.CanConnectAsync() ? NoContent() : StatusCode(StatusCodes.Status503ServiceUnavailable);
}
