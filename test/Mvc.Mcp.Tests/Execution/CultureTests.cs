using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Execution;

/// <summary>JSON has no culture, whatever that of the server or of the caller is.</summary>
public class CultureTests
{
    [Theory]
    [InlineData("query")]
    [InlineData("path")]
    [InlineData("header")]
    [InlineData("form")]
    [InlineData("encoded")]
    [InlineData("members")]
    public async Task A_number_is_the_same_number_in_every_culture(string tool)
    {
        await using var app = await StartAsync();

        (await app.CallToolAsync(tool, new { number = 2.5, count = 1234 })).Text().Should().Be("25 1234 de-DE");
    }

    [Fact]
    public async Task A_form_over_HTTP_is_read_as_ever()
    {
        await using var app = await StartAsync();
        using var http = app.CreateHttpClient();
        using var form = new FormUrlEncodedContent([new("number", "2,5"), new("count", "1234")]);

        (await (await http.PostAsync("/culture/form", form)).Content.ReadAsStringAsync()).Should().Be("25 1234 de-DE");
    }

    private static Task<McpTestApp> StartAsync() => McpTestApp.StartAsync([typeof(CultureController)], pipeline: app => app.Use((context, next) =>
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        return next(context);
    }));

    public sealed class Members
    {
        [FromForm(Name = "number")]
        public decimal Number { get; set; }

        [FromForm(Name = "count")]
        public int Count { get; set; }
    }

    [ApiController]
    [Route("culture")]
    public sealed class CultureController : ControllerBase
    {
        [HttpGet("query", Name = "query")]
        public string Query(decimal number, int count) => Tell(number, count);

        [HttpGet("{number}/{count}", Name = "path")]
        public string OfPath(decimal number, int count) => Tell(number, count);

        [HttpGet("header", Name = "header")]
        public string Header([FromHeader] decimal number, [FromHeader] int count) => Tell(number, count);

        [HttpPost("form", Name = "form")]
        public string Form([FromForm] decimal number, [FromForm] int count) => Tell(number, count);

        [HttpPost("encoded", Name = "encoded"), Consumes("application/x-www-form-urlencoded")]
        public string Encoded([FromForm] decimal number, [FromForm] int count) => Tell(number, count);

        [HttpPost("members", Name = "members")]
        public string OfMembers([FromForm] Members members) => Tell(members.Number, members.Count);

        // Ten times the number, so that no culture has a say in the text.
        private static string Tell(decimal number, int count) => $"{(int)(number * 10)} {count} {CultureInfo.CurrentCulture.Name}";
    }
}
