using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Mvc.Mcp.TestApi.Models;

namespace Mvc.Mcp.TestApi.Controllers;

/// <summary>Values in the query.</summary>
[Route("queries")]
public sealed class QueriesController : EchoController
{
    /// <summary>A text.</summary>
    [HttpGet("string")]
    public ContentResult Text(string text) => Echo(new { text });

    /// <summary>A text that may be left out.</summary>
    [HttpGet("optional")]
    public ContentResult Optional(string? text) => Echo(new { text });

    /// <summary>An integer.</summary>
    [HttpGet("int")]
    public ContentResult Integer(int number) => Echo(new { number });

    /// <summary>A 64-bit integer.</summary>
    [HttpGet("long")]
    public ContentResult Long(long number) => Echo(new { number });

    /// <summary>A number with a fraction.</summary>
    [HttpGet("double")]
    public ContentResult Double(double number) => Echo(new { number });

    /// <summary>A decimal number.</summary>
    [HttpGet("decimal")]
    public ContentResult Decimal(decimal number) => Echo(new { number });

    /// <summary>Yes or no.</summary>
    [HttpGet("bool")]
    public ContentResult Flag(bool flag) => Echo(new { flag });

    /// <summary>An identifier.</summary>
    [HttpGet("guid")]
    public ContentResult Identifier(Guid id) => Echo(new { id });

    /// <summary>A web address.</summary>
    [HttpGet("uri")]
    public ContentResult Link(Uri link) => Echo(new { link });

    /// <summary>A date.</summary>
    [HttpGet("date")]
    public ContentResult Day(DateOnly day) => Echo(new { day });

    /// <summary>A time of day.</summary>
    [HttpGet("time")]
    public ContentResult Time(TimeOnly time) => Echo(new { time });

    /// <summary>A moment.</summary>
    [HttpGet("moment")]
    public ContentResult Moment(DateTimeOffset moment) => Echo(new { moment });

    /// <summary>A duration.</summary>
    [HttpGet("duration")]
    public ContentResult Duration(TimeSpan duration) => Echo(new { duration });

    /// <summary>A name of an enum.</summary>
    [HttpGet("color")]
    public ContentResult OfColor(Color color) => Echo(new { color });

    /// <summary>A number of an enum.</summary>
    [HttpGet("priority")]
    public ContentResult OfPriority(Priority priority) => Echo(new { priority });

    /// <summary>Flags.</summary>
    [HttpGet("days")]
    public ContentResult OnDays(Days days) => Echo(new { days });

    /// <summary>A number or nothing.</summary>
    [HttpGet("nullable")]
    public ContentResult Nullable(int? number) => Echo(new { number });

    /// <summary>Values with defaults.</summary>
    [HttpGet("defaults")]
    public ContentResult Defaults(int page = 1, int size = 20, string sort = "name", Color color = Color.Blue) =>
        Echo(new { page, size, sort, color });

    /// <summary>A value without which MVC refuses.</summary>
    [HttpGet("required")]
    public ContentResult Required([BindRequired] int number) => Echo(new { number });

    /// <summary>Several integers.</summary>
    [HttpGet("ints")]
    public ContentResult Integers([FromQuery] int[] numbers) => Echo(new { numbers });

    /// <summary>Several texts.</summary>
    [HttpGet("strings")]
    public ContentResult Texts([FromQuery] List<string> texts) => Echo(new { texts });

    /// <summary>Several names of an enum.</summary>
    [HttpGet("colors")]
    public ContentResult Colors([FromQuery] IEnumerable<Color> colors) => Echo(new { colors });

    /// <summary>No two alike.</summary>
    [HttpGet("set")]
    public ContentResult Distinct([FromQuery] HashSet<int> numbers) => Echo(new { numbers });

    /// <summary>Texts by name.</summary>
    [HttpGet("dictionary")]
    public ContentResult Dictionary([FromQuery] Dictionary<string, string> labels) => Echo(new { labels });

    /// <summary>Numbers by name.</summary>
    [HttpGet("counts")]
    public ContentResult Counts([FromQuery] Dictionary<string, int> counts) => Echo(new { counts });

    /// <summary>An object.</summary>
    [HttpGet("object")]
    public ContentResult Object([FromQuery] ProductFilter filter) => Echo(filter);

    /// <summary>An object in an object.</summary>
    [HttpGet("nested")]
    public ContentResult Nested([FromQuery] OrderFilter filter) => Echo(filter);

    /// <summary>A value that is called otherwise outside.</summary>
    [HttpGet("renamed")]
    public ContentResult Renamed([FromQuery(Name = "q")] string text) => Echo(new { q = text });

    /// <summary>Names that are no identifiers.</summary>
    [HttpGet("odd")]
    public ContentResult Odd([FromQuery(Name = "$filter")] string? filter, [FromQuery(Name = "page[size]")] int? size) =>
        Echo(new { filter, page_size = size });

    /// <summary>A value within limits.</summary>
    [HttpGet("validated")]
    public ContentResult Validated(
        [System.ComponentModel.DataAnnotations.Range(1, 5)] int stars,
        [System.ComponentModel.DataAnnotations.StringLength(8, MinimumLength = 2)] string name) => Echo(new { stars, name });
}
