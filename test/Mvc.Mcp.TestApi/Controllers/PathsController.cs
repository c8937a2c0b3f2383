using Microsoft.AspNetCore.Mvc;
using Mvc.Mcp.TestApi.Models;

namespace Mvc.Mcp.TestApi.Controllers;

/// <summary>Values in the path.</summary>
[Route("paths")]
public sealed class PathsController : EchoController
{
    /// <summary>A path without a value.</summary>
    [HttpGet("plain")]
    public ContentResult Plain() => Echo();

    /// <summary>An integer.</summary>
    [HttpGet("int/{id:int}")]
    public ContentResult Integer(int id) => Echo(new { id });

    /// <summary>A 64-bit integer.</summary>
    [HttpGet("long/{id:long}")]
    public ContentResult Long(long id) => Echo(new { id });

    /// <summary>An integer within limits.</summary>
    [HttpGet("range/{id:int:range(1,9)}")]
    public ContentResult Ranged(int id) => Echo(new { id });

    /// <summary>An integer with a lower limit.</summary>
    [HttpGet("min/{id:int:min(10)}")]
    public ContentResult AtLeast(int id) => Echo(new { id });

    /// <summary>Any text.</summary>
    [HttpGet("string/{name}")]
    public ContentResult Text(string name) => Echo(new { name });

    /// <summary>Letters.</summary>
    [HttpGet("alpha/{name:alpha}")]
    public ContentResult Letters(string name) => Echo(new { name });

    /// <summary>A text of some length.</summary>
    [HttpGet("length/{code:length(2,5)}")]
    public ContentResult OfLength(string code) => Echo(new { code });

    /// <summary>A text of a pattern.</summary>
    [HttpGet(@"regex/{code:regex(^[[a-z]]{{2}}\d{{3}}$)}")]
    public ContentResult OfPattern(string code) => Echo(new { code });

    /// <summary>An identifier.</summary>
    [HttpGet("guid/{id:guid}")]
    public ContentResult Identifier(Guid id) => Echo(new { id });

    /// <summary>A decimal number.</summary>
    [HttpGet("decimal/{price:decimal}")]
    public ContentResult Price(decimal price) => Echo(new { price });

    /// <summary>Yes or no.</summary>
    [HttpGet("bool/{flag:bool}")]
    public ContentResult Flag(bool flag) => Echo(new { flag });

    /// <summary>A date.</summary>
    [HttpGet("date/{day}")]
    public ContentResult Day(DateOnly day) => Echo(new { day });

    /// <summary>A moment.</summary>
    [HttpGet("moment/{moment}")]
    public ContentResult Moment(DateTimeOffset moment) => Echo(new { moment });

    /// <summary>A name of an enum.</summary>
    [HttpGet("color/{color}")]
    public ContentResult OfColor(Color color) => Echo(new { color });

    /// <summary>A number of an enum.</summary>
    [HttpGet("priority/{priority}")]
    public ContentResult OfPriority(Priority priority) => Echo(new { priority });

    /// <summary>A value that may be left out.</summary>
    [HttpGet("optional/{id?}")]
    public ContentResult Optional(string? id = null) => Echo(new { id });

    /// <summary>A value with a default.</summary>
    [HttpGet("default/{page=1}")]
    public ContentResult Default(int page) => Echo(new { page });

    /// <summary>The rest of the path.</summary>
    [HttpGet("files/{**path}")]
    public ContentResult Rest(string path) => Echo(new { path });

    /// <summary>Two values in one segment.</summary>
    [HttpGet("parts/{major}.{minor}")]
    public ContentResult Parts(int major, int minor) => Echo(new { major, minor });

    /// <summary>Two values.</summary>
    [HttpGet("{group}/items/{id}")]
    public ContentResult Two(string group, int id) => Echo(new { group, id });

    /// <summary>A value whose parameter has another name.</summary>
    [HttpGet("renamed/{item-id}")]
    public ContentResult Renamed([FromRoute(Name = "item-id")] int itemId) =>
        Echo(new Dictionary<string, object?> { ["item-id"] = itemId });

    /// <summary>A value that only the route knows.</summary>
    [HttpGet("unbound/{culture}/{id}")]
    public ContentResult Unbound(int id) => Echo(new { id, culture = RouteData.Values["culture"] });
}
