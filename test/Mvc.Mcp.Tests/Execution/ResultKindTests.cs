using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Execution;

/// <summary>The many ways in which an action may answer; whatever it uses, the result says what an HTTP client would get.</summary>
public class ResultKindTests
{
    [Theory]
    [InlineData("redirect_to_action", "302 Found: the target is /kinds/target/7?tone=low")]
    [InlineData("redirect_to_route", "301 Moved Permanently: the target is /kinds/target/8")]
    [InlineData("local_redirect", "307 Temporary Redirect: the target is /kinds/target/9")]
    [InlineData("not_modified", "304 Not Modified")]
    [InlineData("ok_result", """{"name":"Ä"}""")]
    [InlineData("union_ok", """{"name":"union"}""")]
    [InlineData("union_none", "404 Not Found")]
    [InlineData("stream_text", "streamed")]
    [InlineData("partial", "of a whole")]
    [InlineData("virtual_text", "from the web root")]
    [InlineData("latin", "Grüße")]
    [InlineData("utf7", "plain")]
    [InlineData("klingon", "plain")]
    public async Task Text(string tool, string text)
    {
        await using var app = await StartAsync();

        (await app.CallToolAsync(tool)).Text().Should().Be(text);
    }

    [Theory]
    [InlineData("file_result", "attachment:///report.bin", "application/octet-stream")]
    [InlineData("stream_result", "attachment:///content", "application/zip")]
    [InlineData("virtual_file", "attachment:///logo.bin", "application/octet-stream")]
    public async Task Bytes(string tool, string uri, string type)
    {
        await using var app = await StartAsync();

        var resource = (await app.CallToolAsync(tool)).Content.OfType<EmbeddedResourceBlock>().Single().Resource;

        resource.Should().BeOfType<BlobResourceContents>().Which.DecodedData.ToArray().Should().Equal(1, 2, 3);
        (resource.Uri, resource.MimeType).Should().Be((uri, type));
    }

    [Fact]
    public async Task Text_in_a_charset_that_nobody_knows_is_bytes_where_it_is_no_UTF_8()
    {
        await using var app = await StartAsync();

        var resource = (await app.CallToolAsync("unreadable")).Content.OfType<EmbeddedResourceBlock>().Single().Resource;

        resource.Should().BeOfType<BlobResourceContents>().Which.DecodedData.ToArray().Should().Equal(0xFF);
    }

    [Theory]
    [InlineData("problem_result", "409 Conflict", "taken")]
    [InlineData("invalid_result", "400 Bad Request", "is wrong")]
    [InlineData("xml_problem", "422 Unprocessable Entity", "<Detail>no</Detail>")]
    public async Task Problems(string tool, string status, string detail)
    {
        await using var app = await StartAsync();

        var result = await app.CallToolAsync(tool);

        result.IsError.Should().BeTrue();
        result.Text().Should().StartWith(status).And.Contain(detail);
    }

    [Theory]
    [InlineData("break_off_at_once")]
    [InlineData("break_off_later")]
    public async Task A_stream_that_breaks_off_is_a_plain_error(string tool)
    {
        await using var app = await StartAsync();

        var result = await app.CallToolAsync(tool);

        result.IsError.Should().BeTrue();
        result.Text().Should().StartWith("500 Internal Server Error\nThe server logged the cause under trace id").And.NotContain("secret");
    }

    private static Task<McpTestApp> StartAsync() => McpTestApp.StartAsync(
        [typeof(KindsController)],
        services: services => services.AddMvcCore().AddXmlSerializerFormatters(),
        pipeline: app => app.Environment.WebRootFileProvider = new Files());

    private sealed class Files : IFileProvider
    {
        public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

        public IFileInfo GetFileInfo(string subpath) => subpath.TrimStart('/') switch
        {
            "note.txt" => new InMemoryFile("note.txt", "from the web root"u8.ToArray()),
            "logo.bin" => new InMemoryFile("logo.bin", [1, 2, 3]),
            _ => new NotFoundFileInfo(subpath),
        };

        public IChangeToken Watch(string filter) => NullChangeToken.Singleton;
    }

    private sealed class InMemoryFile(string name, byte[] bytes) : IFileInfo
    {
        public bool Exists => true;

        public long Length => bytes.Length;

        public string? PhysicalPath => null;

        public string Name => name;

        public DateTimeOffset LastModified => DateTimeOffset.UnixEpoch;

        public bool IsDirectory => false;

        public Stream CreateReadStream() => new MemoryStream(bytes);
    }

    public sealed record Thing(string Name);

    public sealed record Fault
    {
        public string Detail { get; set; } = "";
    }

    [ApiController]
    [Route("kinds")]
    public sealed class KindsController : ControllerBase
    {
        [HttpGet("target/{id}", Name = "target")]
        public string Target(int id, string? tone = null) => $"{id} {tone}";

        [HttpGet("to-action", Name = "redirect_to_action")]
        public RedirectToActionResult ToAction() => RedirectToAction(nameof(Target), new { id = 7, tone = "low" });

        [HttpGet("to-route", Name = "redirect_to_route")]
        public RedirectToRouteResult ToRoute() => RedirectToRoutePermanent("target", new { id = 8 });

        [HttpGet("local", Name = "local_redirect")]
        public LocalRedirectResult Local() => LocalRedirectPreserveMethod("/kinds/target/9");

        [HttpGet("not-modified", Name = "not_modified")]
        public StatusCodeResult NotModified() => StatusCode(304);

        [HttpGet("ok", Name = "ok_result")]
        public IResult Fine() => Microsoft.AspNetCore.Http.Results.Content("""{"name":"Ä"}""", "application/json", Encoding.UTF8);

        [HttpGet("union-ok", Name = "union_ok")]
        public Results<Ok<Thing>, NotFound> UnionOk() => TypedResults.Ok(new Thing("union"));

        [HttpGet("union-none", Name = "union_none")]
        public Results<Ok<Thing>, NotFound> UnionNone() => TypedResults.NotFound();

        [HttpGet("stream-text", Name = "stream_text")]
        public IResult StreamText() => Microsoft.AspNetCore.Http.Results.Stream(new MemoryStream("streamed"u8.ToArray()), "text/plain");

        [HttpGet("partial", Name = "partial")]
        public ContentResult Partial() => new() { StatusCode = 206, Content = "of a whole", ContentType = "text/plain" };

        [HttpGet("virtual-text", Name = "virtual_text")]
        public VirtualFileResult VirtualText() => File("~/note.txt", "text/plain", enableRangeProcessing: true);

        [HttpGet("latin", Name = "latin")]
        public ContentResult Latin() => Content("Grüße", "text/plain", Encoding.Latin1);

        [HttpGet("utf7", Name = "utf7")]
        public Task Utf7() => WriteAsync("text/plain; charset=utf-7", "plain"u8.ToArray());

        [HttpGet("klingon", Name = "klingon")]
        public Task Klingon() => WriteAsync("text/plain; charset=klingon", "plain"u8.ToArray());

        [HttpGet("unreadable", Name = "unreadable")]
        public Task Unreadable() => WriteAsync("text/plain; charset=klingon", [0xFF]);

        private Task WriteAsync(string type, byte[] body)
        {
            Response.ContentType = type;
            return Response.Body.WriteAsync(body).AsTask();
        }

        [HttpGet("file", Name = "file_result")]
        public IResult FileResult() => Microsoft.AspNetCore.Http.Results.File(new byte[] { 1, 2, 3 }, fileDownloadName: "report.bin");

        [HttpGet("stream", Name = "stream_result")]
        public IResult StreamResult() => Microsoft.AspNetCore.Http.Results.Stream(async stream => await stream.WriteAsync(new byte[] { 1, 2, 3 }), "application/zip");

        [HttpGet("virtual", Name = "virtual_file")]
        public VirtualFileResult Virtual() => File("/logo.bin", "application/octet-stream", "logo.bin");

        [HttpGet("problem", Name = "problem_result")]
        public IResult ProblemResult() => Microsoft.AspNetCore.Http.Results.Problem("taken", statusCode: 409);

        [HttpGet("invalid", Name = "invalid_result")]
        public IResult Invalid() => Microsoft.AspNetCore.Http.Results.ValidationProblem(new Dictionary<string, string[]> { ["x"] = ["is wrong"] });

        [HttpGet("xml-problem", Name = "xml_problem")]
        public ObjectResult XmlProblem() => new(new Fault { Detail = "no" }) { StatusCode = 422, ContentTypes = { "application/xml" } };

        [HttpGet("break-off-at-once", Name = "break_off_at_once")]
        public IAsyncEnumerable<int> BreakOffAtOnce(CancellationToken cancellationToken) => CountAsync(0, cancellationToken);

        [HttpGet("break-off-later", Name = "break_off_later")]
        public IAsyncEnumerable<int> BreakOffLater(CancellationToken cancellationToken) => CountAsync(3, cancellationToken);

        private static async IAsyncEnumerable<int> CountAsync(int count, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            for (var i = 0; i < count; i++)
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                yield return i;
            }

            throw new InvalidOperationException("secret");
        }
    }
}
