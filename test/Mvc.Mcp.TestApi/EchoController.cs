using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mvc.Mcp.TestApi;

/// <summary>
/// A controller whose actions answer what reached them, as one JSON object with the names that the tool's arguments have:
/// a test compares it with what it sent.
/// </summary>
[ApiController]
public abstract class EchoController : ControllerBase
{
    /// <summary>Answers the members of all <paramref name="parts"/>, each serialized as MVC serializes.</summary>
    [NonAction]
    protected ContentResult Echo(params object?[] parts)
    {
        var options = HttpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.JsonSerializerOptions;
        var answer = new JsonObject();
        foreach (var part in parts)
        {
            if (JsonSerializer.SerializeToNode(part, options) is not JsonObject members)
                continue;
            foreach (var (name, value) in members)
                answer[name] = value?.DeepClone();
        }

        return Content(answer.ToJsonString(), "application/json");
    }
}
