using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Mvc.Mcp.TestApi.Models;

namespace Mvc.Mcp.TestApi.Controllers;

/// <summary>Answers of every kind.</summary>
[ApiController, Route("results")]
public sealed class ResultsController : ControllerBase
{
    private static readonly Address _somewhere = new("Main Street 1", "Springfield", null);

    /// <summary>An object.</summary>
    [HttpGet("object")]
    public Address Object() => _somewhere;

    /// <summary>An object in a result.</summary>
    [HttpGet("wrapped")]
    public ActionResult<Address> InResult() => Ok(_somewhere);

    /// <summary>An object later.</summary>
    [HttpGet("task")]
    public Task<Address> Later() => Task.FromResult(_somewhere);

    /// <summary>Objects.</summary>
    [HttpGet("array")]
    public Address[] Array() => [_somewhere];

    /// <summary>Objects one by one.</summary>
    [HttpGet("stream")]
    public async IAsyncEnumerable<int> Stream()
    {
        yield return 1;
        await Task.CompletedTask;
        yield return 2;
    }

    /// <summary>A text.</summary>
    [HttpGet("text"), Produces("application/json")]
    public string Text() => "hello";

    /// <summary>An integer.</summary>
    [HttpGet("integer")]
    public int Integer() => 42;

    /// <summary>Yes or no.</summary>
    [HttpGet("boolean")]
    public bool Boolean() => true;

    /// <summary>A number or nothing.</summary>
    [HttpGet("nullable")]
    public double? Nullable() => 1.5;

    /// <summary>A name of an enum.</summary>
    [HttpGet("enum")]
    public Color OfColor() => Color.Green;

    /// <summary>Numbers by name.</summary>
    [HttpGet("dictionary")]
    public Dictionary<string, int> Dictionary() => new() { ["one"] = 1 };

    /// <summary>Any JSON.</summary>
    [HttpGet("any")]
    public JsonNode? Any() => new JsonArray(1, "two", null);

    /// <summary>A page of objects.</summary>
    [HttpGet("page")]
    public Page<Address> Page() => new() { Items = [_somewhere], Total = 1 };

    /// <summary>A recursive answer.</summary>
    [HttpGet("tree")]
    public Tree Tree() => new() { Name = "root", Children = [new() { Name = "leaf" }] };

    /// <summary>Recursive answers.</summary>
    [HttpGet("forest")]
    public IEnumerable<Tree> Forest() => [Tree()];

    /// <summary>A polymorphic answer.</summary>
    [HttpGet("shape")]
    public Shape Shape() => new Circle { Label = "round", Radius = 2 };

    /// <summary>Polymorphic answers.</summary>
    [HttpGet("shapes")]
    public IEnumerable<Shape> Shapes() => [Shape(), new Rectangle { Label = "flat", Width = 3, Height = 1 }];

    /// <summary>Every simple type.</summary>
    [HttpGet("types")]
    public EverySimpleType Types() => new() { Char = 'x', Uri = new Uri("/relative", UriKind.Relative) };

    /// <summary>Nothing but nulls.</summary>
    [HttpGet("nulls")]
    public Nullables Nulls() => new();

    /// <summary>Values that no validation would let in.</summary>
    [HttpGet("invalid")]
    public Validated Invalid() => new() { Ranged = 0, Fraction = 7, Code = "", Mail = "nobody", Tags = [] };

    /// <summary>Members the client never sends.</summary>
    [HttpGet("one-sided")]
    public OneSided OneSided() => new() { Name = "n" };

    /// <summary>Members of any name.</summary>
    [HttpGet("extensible")]
    public Extensible Extensible() => new() { Name = "n", Others = new() { ["more"] = System.Text.Json.JsonSerializer.SerializeToElement(1) } };

    /// <summary>Made anew.</summary>
    [HttpPost("created"), ProducesResponseType<Address>(StatusCodes.Status201Created)]
    public ActionResult Made() => Created("/results/object", _somewhere);

    /// <summary>Nothing.</summary>
    [HttpDelete("nothing"), ProducesResponseType(StatusCodes.Status204NoContent)]
    public NoContentResult Nothing() => NoContent();

    /// <summary>One of two.</summary>
    /// <response code="200">There it is.</response>
    /// <response code="404">There is no such thing.</response>
    [HttpGet("either/{found}")]
    [ProducesResponseType<Address>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    public ActionResult Either(bool found) => found ? Ok(_somewhere) : NotFound();

    /// <summary>Plain text.</summary>
    [HttpGet("plain"), Produces("text/plain")]
    public string Plain() => "hello";

    /// <summary>Bytes.</summary>
    [HttpGet("file"), Produces("application/octet-stream"), ProducesResponseType<FileResult>(StatusCodes.Status200OK)]
    public FileContentResult Bytes() => File(new byte[] { 1, 2, 3 }, "application/octet-stream", "data.bin");
}
