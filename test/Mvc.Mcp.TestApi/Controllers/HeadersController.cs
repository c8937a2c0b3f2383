using Microsoft.AspNetCore.Mvc;

namespace Mvc.Mcp.TestApi.Controllers;

/// <summary>Values in headers.</summary>
[Route("headers")]
public sealed class HeadersController : EchoController
{
    /// <summary>A text.</summary>
    [HttpGet("text")]
    public ContentResult Text([FromHeader] string tenant) => Echo(new { tenant });

    /// <summary>A text that is called otherwise outside.</summary>
    [HttpGet("renamed")]
    public ContentResult Renamed([FromHeader(Name = "X-Region")] string region) =>
        Echo(new Dictionary<string, object?> { ["X-Region"] = region });

    /// <summary>An integer.</summary>
    [HttpGet("integer")]
    public ContentResult Integer([FromHeader(Name = "X-Limit")] int limit) =>
        Echo(new Dictionary<string, object?> { ["X-Limit"] = limit });

    /// <summary>Several texts.</summary>
    [HttpGet("several")]
    public ContentResult Several([FromHeader(Name = "X-Tags")] string[] tags) =>
        Echo(new Dictionary<string, object?> { ["X-Tags"] = tags });

    /// <summary>What the caller's credentials are is not an argument.</summary>
    [HttpGet("credentials")]
    public ContentResult Credentials([FromHeader] string? authorization, int id) => Echo(new { id });
}
