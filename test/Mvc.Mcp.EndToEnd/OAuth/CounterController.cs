using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>What the protected application does: one thing for whoever may read, another for whoever may write.</summary>
[ApiController]
[Route("counter")]
[Authorize]
public sealed class CounterController : ControllerBase
{
    private string Caller => User.Identity?.Name ?? User.FindFirst("sub")!.Value;

    /// <summary>Says who calls.</summary>
    [HttpGet]
    [McpTool(Name = "whoami")]
    public string WhoAmI() => $"you are {Caller}";

    /// <summary>Sells something.</summary>
    [HttpPost]
    [Authorize("write")]
    [McpTool(Name = "sell")]
    public string Sell() => $"sold to {Caller}";
}
