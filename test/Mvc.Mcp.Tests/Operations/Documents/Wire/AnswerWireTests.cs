using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;

namespace Mvc.Mcp.Tests.Operations.Documents.Wire;

/// <summary>What becomes of the answers that APIs give, whatever they call them.</summary>
public class AnswerWireTests(WireServer server) : IClassFixture<WireServer>
{
    private static readonly string _document = WireDocument.Of("/x", "");

    [Theory]
    [InlineData("application/json", """{"a":1}""")]
    [InlineData("application/json; charset=utf-8", """{"a":1}""")]
    [InlineData("application/vnd.api+json", """{"a":1}""")]
    [InlineData("application/hal+json", """[1,2]""")]
    [InlineData("text/json", """{"a":1}""")]
    [InlineData("text/plain", """{"a":1}""")]
    [InlineData("text/html", """ {"a":1}""")]
    [InlineData("application/octet-stream", """{"a":1}""")]
    [InlineData("application/javascript", """[1]""")]
    [InlineData("application/x-unknown", """{"a":1}""")]
    [InlineData(null, """{"a":1}""")]
    [InlineData("nonsense", """{"a":1}""")]
    public async Task JSON_is_structured_whatever_it_is_called(string? type, string body)
    {
        var result = await Answer(200, type, body);

        result.StructuredContent!.Value.GetRawText().Should().Be(body.Trim());
        Text(result).Should().Be(body);
    }

    [Theory]
    [InlineData("text/plain", "hello")]
    [InlineData("text/plain", "42")]
    [InlineData("text/plain", "{ not json")]
    [InlineData("text/csv", "a,b\n1,2")]
    [InlineData("text/html", "<p>x</p>")]
    [InlineData("application/xml", "<a/>")]
    [InlineData("application/atom+xml", "<a/>")]
    [InlineData("application/yaml", "a: 1")]
    [InlineData("image/svg+xml", "<svg/>")]
    [InlineData("application/x-ndjson", "{\"a\":1}\n{\"a\":2}")]
    [InlineData("application/json", "not json")]
    public async Task What_is_no_JSON_stays_text(string type, string body)
    {
        var result = await Answer(200, type, body);

        result.StructuredContent.Should().BeNull();
        result.IsError.Should().NotBe(true);
        Text(result).Should().Be(body);
    }

    [Theory]
    [InlineData("image/png", typeof(ImageContentBlock))]
    [InlineData("audio/wav", typeof(AudioContentBlock))]
    [InlineData("application/pdf", typeof(EmbeddedResourceBlock))]
    [InlineData("application/zip", typeof(EmbeddedResourceBlock))]
    public async Task Bytes_are_what_their_type_says(string type, Type expected)
    {
        var result = await server.AskAsync(_document, context =>
        {
            context.Response.ContentType = type;
            return context.Response.Body.WriteAsync(new byte[] { 1, 2, 0xFF }).AsTask();
        });

        result.Content.Single().Should().BeOfType(expected);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("identity")]
    [InlineData("deflate, gzip")]
    public async Task Compressed_answers_are_decoded(string coding)
    {
        var result = await server.AskAsync(_document, context => Compressed(context, coding, """{"a":1}"""));

        result.StructuredContent!.Value.GetRawText().Should().Be("""{"a":1}""");
    }

    [Fact]
    public async Task A_compressed_answer_is_not_decoded_beyond_the_limit()
    {
        var ask = () => server.AskAsync(_document, context => Compressed(context, "gzip", new string('x', 200_000)), o => o.MaxResponseBytes = 10_000);

        await ask.Should().ThrowAsync<Exception>().WithMessage("*10000*the most that is sent*");
    }

    [Theory]
    [InlineData("zstd")]
    [InlineData("gzip")]
    public async Task An_answer_that_cannot_be_decoded_is_an_error_that_says_so(string coding)
    {
        var result = await server.AskAsync(_document, context =>
        {
            context.Response.Headers.ContentEncoding = coding;
            return context.Response.WriteAsync("this is not compressed");
        });

        result.IsError.Should().BeTrue();
        string.Join('\n', result.Content.OfType<TextContentBlock>().Select(block => block.Text)).Should().Contain("compressed in a way");
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_an_error_that_names_its_target(int status)
    {
        var result = await server.AskAsync(_document, context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "https://elsewhere.example/x";
            return Task.CompletedTask;
        });

        result.IsError.Should().BeTrue();
        Text(result).Should().Contain(status.ToString()).And.Contain("https://elsewhere.example/x");
    }

    [Theory]
    [InlineData("Link", "<https://api.example/x?page=2>; rel=\"next\"")]
    [InlineData("X-Total-Count", "42")]
    [InlineData("Operation-Location", "https://api.example/operations/7")]
    [InlineData("Retry-After", "5")]
    public async Task Headers_that_say_where_to_go_on_are_told(string name, string value)
    {
        var result = await server.AskAsync(_document, context =>
        {
            context.Response.Headers[name] = value;
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync("[]");
        });

        result.Content.OfType<TextContentBlock>().Select(block => block.Text).Should().Contain($"{name}: {value}");
    }

    [Theory]
    [InlineData(202)]
    [InlineData(204)]
    [InlineData(205)]
    public async Task An_answer_without_a_body_says_its_status(int status)
    {
        var result = await server.AskAsync(_document, context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers["Operation-Location"] = "/operations/7";
            return Task.CompletedTask;
        });

        result.IsError.Should().NotBe(true);
        result.Content.OfType<TextContentBlock>().Select(block => block.Text).Should().Contain(text => text.StartsWith(status.ToString()))
            .And.Contain("Operation-Location: /operations/7");
    }

    [Theory]
    [InlineData(400, "application/problem+json", """{"title":"no"}""")]
    [InlineData(404, "text/plain", "not here")]
    [InlineData(409, "application/octet-stream", """{"title":"no"}""")]
    [InlineData(422, "application/json", """{"errors":[{"field":"a"}]}""")]
    [InlineData(429, "application/json", """{"message":"slowly"}""")]
    [InlineData(500, "application/json", """{"message":"broken"}""")]
    public async Task An_error_says_its_status_and_what_the_API_says(int status, string type, string body)
    {
        var result = await Answer(status, type, body);

        result.IsError.Should().BeTrue();
        string.Join('\n', result.Content.OfType<TextContentBlock>().Select(block => block.Text)).Should().Contain(status.ToString()).And.Contain(body.Trim('{', '}'));
    }

    [Fact]
    public async Task Tools_announce_no_schema_of_answers_unless_that_is_asked_for()
    {
        var document = _document.Replace("\"description\": \"ok\"", """
            "description": "ok", "content": { "application/json": { "schema": { "type": "object", "required": ["a"], "properties": { "a": { "type": "integer" } } } } }
            """);

        (await server.CatalogAsync(document)).Tools.Single().Tool.OutputSchema.Should().BeNull();
        (await server.CatalogAsync(document, o => o.OpenApi.OutputSchemas = true)).Tools.Single().Tool.OutputSchema!.Value.GetRawText().Should().Contain("\"a\"");
    }

    [Fact]
    public async Task A_default_answer_counts_where_no_success_is_described()
    {
        var document = _document.Replace("\"200\"", "\"default\"").Replace("\"description\": \"ok\"", """
            "description": "ok", "content": { "application/json": { "schema": { "type": "object", "properties": { "a": { "type": "integer" } } } } }
            """);

        (await server.CatalogAsync(document, o => o.OpenApi.OutputSchemas = true)).Tools.Single().Tool.OutputSchema!.Value.GetRawText().Should().Contain("\"a\"");
    }

    [Fact]
    public async Task All_answers_that_are_successes_are_described()
    {
        const string Content = """
            "description": "ok", "content": { "application/json": { "schema": { "type": "object", "properties": { "$": { "type": "integer" } } } } }
            """;
        var document = _document.Replace("\"200\": { \"description\": \"ok\" }", $"\"200\": {{ {Content.Replace("$", "a")} }}, \"202\": {{ {Content.Replace("$", "b")} }}");

        var schema = (await server.CatalogAsync(document, o => o.OpenApi.OutputSchemas = true)).Tools.Single().Tool.OutputSchema!.Value;

        schema.GetProperty("anyOf").EnumerateArray().Select(each => each.GetProperty("properties").EnumerateObject().Single().Name).Should().Equal("a", "b");
    }

    private static async Task Compressed(HttpContext context, string coding, string body)
    {
        context.Response.Headers.ContentEncoding = coding;
        context.Response.ContentType = "application/json";
        var bytes = new MemoryStream();
        await using (var stream = Encoder(coding, bytes))
            await stream.WriteAsync(Encoding.UTF8.GetBytes(body));
        await context.Response.Body.WriteAsync(bytes.ToArray());
    }

    private static Stream Encoder(string coding, MemoryStream to) => coding switch
    {
        "gzip" or "x-gzip" => new GZipStream(to, CompressionMode.Compress, leaveOpen: true),
        "deflate" => new ZLibStream(to, CompressionMode.Compress, leaveOpen: true),
        "br" => new BrotliStream(to, CompressionMode.Compress, leaveOpen: true),
        "deflate, gzip" => new ZLibStream(new GZipStream(to, CompressionMode.Compress, leaveOpen: true), CompressionMode.Compress),
        _ => to,
    };

    private Task<CallToolResult> Answer(int status, string? type, string body) => server.AskAsync(_document, context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body);
    });

    private static string Text(CallToolResult result) => result.Content.OfType<TextContentBlock>().First().Text;
}
