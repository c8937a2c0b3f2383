using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using ModelContextProtocol.Protocol;

namespace Mvc.Mcp.Tests.Execution.Forwarding;

/// <summary>What an API that runs elsewhere gets of a tool call.</summary>
public class ForwardedRequestTests
{
    public record Item(string Name, decimal Price, string[] Tags);

    [Route("things")]
    public class ThingsController : ControllerBase
    {
        [HttpGet("{id}", Name = "get")]
        public string Get(string id, [FromQuery] string[] tag, [FromHeader(Name = "X-Region")] string? region) =>
            $"{Request.Path.Value} {string.Join('|', tag)} {region}";

        [HttpPut("{id:int}", Name = "put")]
        public Item Put(int id, [FromBody] Item item) => item with { Name = $"{id} {item.Name}" };

        [HttpPost("upload", Name = "upload")]
        public async Task<string> Upload(IFormFile file, [FromForm] string title)
        {
            using var reader = new StreamReader(file.OpenReadStream());
            return $"{title}: {file.FileName} {file.ContentType} {await reader.ReadToEndAsync()}";
        }

        [HttpGet("headers", Name = "headers")]
        public Dictionary<string, string> Headers() => Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString());

        [HttpGet("picture", Name = "picture")]
        public FileResult Picture() => File(new byte[] { 1, 2, 3 }, "image/png");
    }

    [Fact]
    public async Task Path_query_and_headers_arrive_as_the_arguments_say()
    {
        await using var app = await ForwardedApp.StartAsync(typeof(ThingsController));
        await using var client = await app.ConnectAsync();

        var result = await client.CallToolAsync("get", new Dictionary<string, object?>
        {
            ["id"] = "a b/ü%20?#", ["tag"] = new[] { "x&y", "z=1" }, ["X-Region"] = "north",
        });

        Text(result).Should().Be("/things/a b%2Fü%20?# x&y|z=1 north");
    }

    [Fact]
    public async Task A_body_arrives_and_its_answer_comes_back_structured()
    {
        await using var app = await ForwardedApp.StartAsync(typeof(ThingsController));
        await using var client = await app.ConnectAsync();

        var result = await client.CallToolAsync("put", new Dictionary<string, object?>
        {
            ["id"] = 7, ["name"] = "Lamp", ["price"] = 9.99m, ["tags"] = new[] { "light" },
        });

        Text(result).Should().Be("""{"name":"7 Lamp","price":9.99,"tags":["light"]}""");
        result.StructuredContent!.Value.GetProperty("name").GetString().Should().Be("7 Lamp");
    }

    [Fact]
    public async Task A_file_arrives_in_a_form()
    {
        await using var app = await ForwardedApp.StartAsync(typeof(ThingsController));
        await using var client = await app.ConnectAsync();

        var result = await client.CallToolAsync("upload", new Dictionary<string, object?>
        {
            ["title"] = "Notes",
            ["file"] = new { fileName = "n.txt", contentType = "text/plain", data = Convert.ToBase64String("héllo"u8) },
        });

        Text(result).Should().Be("Notes: n.txt text/plain héllo");
    }

    [Fact]
    public async Task Bytes_come_back_as_they_are()
    {
        await using var app = await ForwardedApp.StartAsync(typeof(ThingsController));
        await using var client = await app.ConnectAsync();

        var result = await client.CallToolAsync("picture");

        result.Content.OfType<ImageContentBlock>().Single().DecodedData.ToArray().Should().Equal(1, 2, 3);
    }

    [Fact]
    public async Task Only_allowed_headers_of_the_caller_go_along()
    {
        await using var app = await ForwardedApp.StartAsync(typeof(ThingsController), options: o => o.PropagatedHeaders.Add("X-Tenant"));
        await using var client = await app.ConnectAsync(
            ("Authorization", "Bearer mine"), ("X-Tenant", "acme"), ("X-Other", "no"), ("Cookie", "a=b"));

        var headers = (await client.CallToolAsync("headers")).StructuredContent!.Value;

        headers.GetProperty("Authorization").GetString().Should().Be("Bearer mine");
        headers.GetProperty("X-Tenant").GetString().Should().Be("acme");
        headers.EnumerateObject().Select(header => header.Name).Should().NotContain(["X-Other", "Cookie", "Mcp-Method", "Content-Type"]);
        headers.GetProperty("Host").GetString().Should().StartWith("127.0.0.1:", "the API is called under its own name");
    }

    [Theory]
    [InlineData("Host")]
    [InlineData("Content-Length")]
    [InlineData("Transfer-Encoding")]
    [InlineData("Connection")]
    public async Task A_header_that_frames_the_MCP_message_stays_behind_even_where_it_is_allowed(string name)
    {
        await using var app = await ForwardedApp.StartAsync(typeof(ThingsController), options: o => o.PropagatedHeaders.Add(name));
        await using var client = await app.ConnectAsync();

        var headers = (await client.CallToolAsync("headers")).StructuredContent!.Value;

        headers.TryGetProperty(name, out var value).Should().Be(name == "Host");
        if (name == "Host")
            value.GetString().Should().StartWith("127.0.0.1:");
    }

    [Fact]
    public async Task No_argument_takes_the_place_of_the_callers_header()
    {
        await using var app = await ForwardedApp.StartAsync(typeof(ThingsController), options: o => o.PropagatedHeaders.Add("X-Region"));
        await using var client = await app.ConnectAsync(("X-Region", "south"));

        var plain = await client.CallToolAsync("get", new Dictionary<string, object?> { ["id"] = "1" });
        var forged = await client.CallToolAsync("get", new Dictionary<string, object?> { ["id"] = "1", ["X-Region"] = "north" });

        Text(plain).Should().EndWith(" south");
        forged.IsError.Should().BeTrue("it is no argument");
    }

    [Fact]
    public async Task A_credential_of_the_application_is_not_replaced_by_the_callers()
    {
        await using var app = await ForwardedApp.StartAsync(
            typeof(ThingsController), client: http => http.DefaultRequestHeaders.Add("Authorization", "Bearer ours"));
        await using var client = await app.ConnectAsync(("Authorization", "Bearer mine"));

        var headers = (await client.CallToolAsync("headers")).StructuredContent!.Value;

        headers.GetProperty("Authorization").GetString().Should().Be("Bearer ours");
    }

    [Fact]
    public async Task The_path_of_the_base_address_is_kept()
    {
        var seen = "";
        await using var app = await ForwardedApp.StartAsync(
            typeof(ThingsController),
            api: api => api.Use((HttpContext context, RequestDelegate next) =>
            {
                seen = context.Request.Path;
                return next(context);
            }),
            client: http => http.BaseAddress = new Uri(http.BaseAddress!, "/v1/?ignored"));
        await using var client = await app.ConnectAsync();

        await client.CallToolAsync("picture");

        seen.Should().Be("/v1/things/picture");
    }

    private static string Text(CallToolResult result) => result.Content.OfType<TextContentBlock>().Single().Text;
}
