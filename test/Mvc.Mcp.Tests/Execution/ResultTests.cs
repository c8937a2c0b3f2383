using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Execution;

public class ResultTests
{
    private static readonly byte[] _pixel = [0x89, 0x50, 0x4E, 0x47];

    [Theory]
    [InlineData("content", "plain")]
    [InlineData("text_result", "minimal")]
    [InlineData("redirect", "302 Found: the target is /elsewhere")]
    [InlineData("status", "202 Accepted")]
    [InlineData("empty", "204 No Content")]
    [InlineData("accepted", "202 Accepted; Location: /jobs/1")]
    [InlineData("nothing", "204 No Content")]
    [InlineData("xml", "<Thing><Name>x</Name></Thing>")]
    [InlineData("csv", "a,b\n1,2")]
    [InlineData("marked_csv", "a,b")]
    public async Task What_is_not_JSON_is_text(string tool, string text)
    {
        await using var app = await StartAsync();

        var result = await app.CallToolAsync(tool);

        result.IsError.Should().NotBe(true);
        result.Text().Should().Be(text);
        result.StructuredContent.Should().BeNull();
    }

    [Theory]
    [InlineData("created_at", "{\"id\":1}\nLocation: http://localhost/answers/numbers")]
    [InlineData("accepted_at", "{\"id\":1}\nLocation: http://localhost/answers/numbers")]
    public async Task A_location_is_told_beside_the_body(string tool, string text)
    {
        await using var app = await StartAsync();

        var result = await app.CallToolAsync(tool);

        result.Text().Should().Be(text);
        result.StructuredContent!.Value.GetRawText().Should().Be("""{"id":1}""");
    }

    [Fact]
    public async Task JSON_of_a_file_that_begins_with_a_mark_of_byte_order_is_JSON_all_the_same()
    {
        await using var app = await StartAsync();

        var result = await app.CallToolAsync("marked_json");

        result.Text().Should().Be("""{"a":1}""");
        result.StructuredContent!.Value.GetRawText().Should().Be("""{"a":1}""");
    }

    [Fact]
    public async Task Pictures_and_sound_are_content_of_their_own()
    {
        await using var app = await StartAsync();

        var image = (await app.CallToolAsync("image")).Content.Single().Should().BeOfType<ImageContentBlock>().Subject;
        var audio = (await app.CallToolAsync("audio")).Content.Single().Should().BeOfType<AudioContentBlock>().Subject;

        image.MimeType.Should().Be("image/png");
        image.DecodedData.ToArray().Should().Equal(_pixel);
        audio.MimeType.Should().Be("audio/wav");
    }

    [Theory]
    [InlineData("file_bytes")]
    [InlineData("file_stream")]
    [InlineData("physical_file")]
    public async Task Other_bytes_are_a_resource_with_the_files_name_and_never_a_range_of_it(string tool)
    {
        await using var app = await StartAsync();

        var result = await app.CallToolAsync(tool, null, ("Range", "bytes=0-0"));

        var blob = result.Content.Single().Should().BeOfType<EmbeddedResourceBlock>().Which.Resource.Should().BeOfType<BlobResourceContents>().Subject;
        blob.Uri.Should().Be("attachment:///r%C3%A9sum%C3%A9%201.bin");
        blob.MimeType.Should().Be("application/octet-stream");
        blob.DecodedData.ToArray().Should().Equal(_pixel);
    }

    [Fact]
    public async Task A_problem_comes_with_its_status_its_text_and_no_structured_content()
    {
        await using var app = await StartAsync();

        var result = await app.CallToolAsync("problem");

        result.IsError.Should().BeTrue();
        result.Text().Should().Be("409 Conflict\nAlready there.");
        result.StructuredContent.Should().BeNull();
        result.Meta!["mvc-mcp/status"]!.GetValue<int>().Should().Be(409);
    }

    [Fact]
    public async Task What_the_headers_of_a_refusal_advise_is_told()
    {
        await using var app = await StartAsync();

        (await app.CallToolAsync("later")).Text().Should().StartWith("503 Service Unavailable\nRetry-After: 30");
    }

    [Fact]
    public async Task Validation_errors_come_back_under_the_names_of_the_arguments()
    {
        await using var app = await StartAsync();

        var result = await app.CallToolAsync("order", new { customerName = "x", lines = new[] { new { productId = 1 }, new { productId = 0 } } });

        result.IsError.Should().BeTrue();
        result.Text().Should().Contain("'customerName' was given the string \"x\"; expected ").And.Contain("'lines[1].productId' was given the number 0; expected ");
    }

    [Fact]
    public async Task Earlier_revisions_get_what_is_not_an_object_wrapped()
    {
        await using var app = await StartAsync();
        await using var client = await McpClient.CreateAsync(
            new HttpClientTransport(new() { Endpoint = new Uri("http://localhost/mcp"), TransportMode = HttpTransportMode.StreamableHttp }, app.CreateHttpClient(), ownsHttpClient: true),
            new McpClientOptions { ProtocolVersion = "2025-06-18" });

        var old = await client.CallToolAsync("numbers");
        var current = await app.CallToolAsync("numbers");

        old.StructuredContent!.Value.GetRawText().Should().Be("""{"result":[1,2]}""");
        current.StructuredContent!.Value.GetRawText().Should().Be("[1,2]");
        old.Text().Should().Be("[1,2]").And.Be(current.Text());
    }

    [Fact]
    public async Task An_exception_filter_has_the_last_word()
    {
        await using var app = await StartAsync(services => services.Configure<MvcOptions>(options => options.Filters.Add(new TeapotOnException())));

        var result = await app.CallToolAsync("explode");

        result.Text().Should().StartWith("418 I'm a teapot");
    }

    private static Task<McpTestApp> StartAsync(Action<IServiceCollection>? services = null) => McpTestApp.StartAsync(
        [typeof(AnswersController)],
        services: collection =>
        {
            collection.AddMvcCore().AddXmlSerializerFormatters();
            services?.Invoke(collection);
        });

    private sealed class TeapotOnException : Microsoft.AspNetCore.Mvc.Filters.ExceptionFilterAttribute
    {
        public override void OnException(Microsoft.AspNetCore.Mvc.Filters.ExceptionContext context) =>
            context.Result = new StatusCodeResult(StatusCodes.Status418ImATeapot);
    }

    public sealed record Thing
    {
        public string Name { get; set; } = "x";
    }

    public sealed record Line([System.ComponentModel.DataAnnotations.Range(1, 9)] int ProductId);

    public sealed record Order([System.ComponentModel.DataAnnotations.MinLength(2)] string CustomerName, Line[] Lines);

    [ApiController]
    [Route("answers")]
    public sealed class AnswersController : ControllerBase
    {
        [HttpGet("content", Name = "content")]
        public ContentResult OfContent() => Content("plain");

        [HttpGet("text-result", Name = "text_result")]
        public IResult TextResult() => Microsoft.AspNetCore.Http.Results.Text("minimal");

        [HttpGet("redirect", Name = "redirect")]
        public RedirectResult OfRedirect() => Redirect("/elsewhere");

        [HttpGet("status", Name = "status")]
        public StatusCodeResult Status() => StatusCode(202);

        [HttpGet("empty", Name = "empty")]
        public NoContentResult WithoutContent() => NoContent();

        [HttpGet("accepted", Name = "accepted")]
        public AcceptedResult OfAccepted() => Accepted("/jobs/1");

        [HttpGet("nothing", Name = "nothing")]
        public Thing? Nothing() => null;

        [HttpGet("xml", Name = "xml")]
        public ContentResult Xml() => Content("<Thing><Name>x</Name></Thing>", "application/xml");

        [HttpGet("csv", Name = "csv")]
        public ContentResult Csv() => Content("a,b\n1,2", "text/csv; charset=utf-16", Encoding.Unicode);

        [HttpGet("created-at", Name = "created_at")]
        public CreatedAtActionResult OfCreated() => CreatedAtAction(nameof(Numbers), new { id = 1 });

        [HttpGet("accepted-at", Name = "accepted_at")]
        public AcceptedAtActionResult OfAcceptedAt() => AcceptedAtAction(nameof(Numbers), new { id = 1 });

        [HttpGet("marked-json", Name = "marked_json")]
        public FileContentResult MarkedJson() => File([.. Encoding.UTF8.Preamble, .. "{\"a\":1}"u8], "application/json");

        [HttpGet("marked-csv", Name = "marked_csv")]
        public FileContentResult MarkedCsv() => File([.. Encoding.UTF8.Preamble, .. "a,b"u8], "text/csv");

        [HttpGet("image", Name = "image")]
        public FileContentResult Image() => File(_pixel, "image/png");

        [HttpGet("audio", Name = "audio")]
        public FileContentResult Audio() => File(_pixel, "audio/wav");

        [HttpGet("bytes", Name = "file_bytes")]
        public FileContentResult Bytes() => File(_pixel, "application/octet-stream", "résumé 1.bin", enableRangeProcessing: true);

        [HttpGet("stream", Name = "file_stream")]
        public FileStreamResult Streamed() => File(new MemoryStream(_pixel), "application/octet-stream", "résumé 1.bin", enableRangeProcessing: true);

        [HttpGet("physical", Name = "physical_file")]
        public PhysicalFileResult Physical()
        {
            var path = Path.GetTempFileName();
            System.IO.File.WriteAllBytes(path, _pixel);
            Response.OnCompleted(() =>
            {
                System.IO.File.Delete(path);
                return Task.CompletedTask;
            });
            return PhysicalFile(path, "application/octet-stream", "résumé 1.bin", enableRangeProcessing: true);
        }

        [HttpGet("problem", Name = "problem")]
        public ObjectResult OfProblem() => Problem("Already there.", statusCode: 409);

        [HttpGet("later", Name = "later")]
        public StatusCodeResult Later()
        {
            Response.Headers.RetryAfter = "30";
            return StatusCode(503);
        }

        [HttpPost("order", Name = "order")]
        public Order OfOrder(Order order) => order;

        [HttpGet("numbers", Name = "numbers")]
        public int[] Numbers() => [1, 2];

        [HttpGet("explode", Name = "explode")]
        public string Explode() => throw new InvalidOperationException("secret");
    }
}
