using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Mvc.Mcp.Conformance.Controllers;

/// <summary>What the suite expects of tools, as far as HTTP has it: actions like any other.</summary>
[ApiController, Route("content")]
public sealed class ContentController : ControllerBase
{
    /// <summary>Answers with text.</summary>
    [HttpGet("text"), McpTool(Name = "test_simple_text")]
    public ContentResult Text() => Content("This is a simple text response for testing.", "text/plain");

    /// <summary>Answers with an image.</summary>
    [HttpGet("image"), McpTool(Name = "test_image_content")]
    public FileContentResult Image() => File(Samples.Png, "image/png");

    /// <summary>Answers with sound.</summary>
    [HttpGet("audio"), McpTool(Name = "test_audio_content")]
    public FileContentResult Audio() => File(Samples.Wav, "audio/wav");

    /// <summary>Answers with a file.</summary>
    [HttpGet("file"), McpTool(Name = "test_embedded_resource")]
    public FileContentResult Download() => File("This is an embedded resource content."u8.ToArray(), "application/octet-stream", "embedded.bin");

    /// <summary>Always fails.</summary>
    [HttpPost("error"), McpTool(Name = "test_error_handling")]
    public ObjectResult Fail() =>
        Problem("This tool intentionally returns an error for testing", statusCode: StatusCodes.Status422UnprocessableEntity);

    /// <summary>Mirrors its region into a header.</summary>
    /// <param name="region">Where the query runs.</param>
    /// <param name="query">What to ask.</param>
    [HttpGet("query"), McpTool(Name = "test_header_tool")]
    public string Query([FromQuery, McpParameter(Header = "Region")] string region, [FromQuery] string query) => $"{query} in {region}";
}
