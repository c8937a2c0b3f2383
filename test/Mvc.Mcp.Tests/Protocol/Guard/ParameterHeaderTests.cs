using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Server;

using Mvc.Mcp.Tests.Protocol.Host;

namespace Mvc.Mcp.Tests.Protocol.Guard;

/// <summary>Headers that mirror a tool's arguments must mirror them truly.</summary>
public class ParameterHeaderTests
{
    [Theory]
    [InlineData("""{"region":"us"}""", "us", true)]
    [InlineData("""{"region":"us"}""", null, false)]
    [InlineData("""{"region":"us"}""", "eu", false)]
    [InlineData("""{"region":"us"}""", "=?base64?dXM=?=", true)]
    [InlineData("""{"region":"us"}""", "=?base64?dXM?=", false)]
    [InlineData("""{"region":"us"}""", "=?base64?ZXU=?=", false)]
    [InlineData("""{"region":"dXM="}""", "dXM=", true)]
    [InlineData("""{"region":"wärme"}""", "=?base64?d8Okcm1l?=", true)]
    [InlineData("""{"region":null}""", null, true)]
    [InlineData("""{"region":null}""", "us", false)]
    [InlineData("{}", null, true)]
    [InlineData("{}", "us", false)]
    [InlineData("""{"region":["us"]}""", "us", false)]
    public Task A_string_is_compared_after_decoding(string arguments, string? header, bool matches) =>
        ExpectAsync(arguments, ("Mcp-Param-Region", header), matches);

    [Theory]
    [InlineData("""{"count":42}""", "42", true)]
    [InlineData("""{"count":42}""", "42.0", true)]
    [InlineData("""{"count":42.0}""", "42", true)]
    [InlineData("""{"count":42}""", "4.2e1", true)]
    [InlineData("""{"count":42}""", "43", false)]
    [InlineData("""{"count":42}""", "forty-two", false)]
    [InlineData("""{"count":9007199254740993}""", "9007199254740993", false)]
    [InlineData("""{"count":1e400}""", "1e400", false)]
    public Task An_integer_is_compared_as_a_number(string arguments, string? header, bool matches) =>
        ExpectAsync(arguments, ("Mcp-Param-Count", header), matches);

    [Theory]
    [InlineData("""{"urgent":true}""", "true", true)]
    [InlineData("""{"urgent":true}""", "True", false)]
    [InlineData("""{"urgent":false}""", "true", false)]
    public Task A_boolean_is_lower_case(string arguments, string? header, bool matches) =>
        ExpectAsync(arguments, ("Mcp-Param-Urgent", header), matches);

    [Theory]
    [InlineData("""{"target":{"zone":"a"}}""", "a", true)]
    [InlineData("""{"target":{"zone":"a"}}""", "b", false)]
    [InlineData("""{"target":{}}""", null, true)]
    [InlineData("""{"target":7}""", null, true)]
    public Task A_nested_argument_is_found_by_its_path(string arguments, string? header, bool matches) =>
        ExpectAsync(arguments, ("Mcp-Param-Zone", header), matches);

    [Fact]
    public async Task A_header_that_is_sent_twice_matches_nothing()
    {
        await using var app = await StartAsync();
        var request = McpPost.Call("query", new() { ["region"] = "us" });
        request.Headers.Add("Mcp-Param-Region", ["us", "us"]);

        using var response = await app.Http.SendAsync(request);

        (await response.ReadErrorCodeAsync()).Should().Be(-32020);
    }

    [Fact]
    public async Task An_argument_that_is_given_twice_is_refused_before_it_is_compared()
    {
        await using var app = await StartAsync();
        var request = McpPost.Call("query", new() { ["region"] = "us" });
        var body = await request.Content!.ReadAsStringAsync();
        request.Content = new StringContent(body.Replace("\"region\"", "\"region\":\"eu\",\"region\"", StringComparison.Ordinal), null, "application/json");
        request.Headers.Add("Mcp-Param-Region", "us");

        using var response = await app.Http.SendAsync(request);

        (await response.ReadErrorCodeAsync()).Should().Be(-32600);
    }

    private static async Task ExpectAsync(string arguments, (string Name, string? Value) header, bool matches)
    {
        await using var app = await StartAsync();
        var request = McpPost.Call("query", JsonNode.Parse(arguments)!.AsObject());
        if (header.Value is not null)
            request.Headers.Add(header.Name, header.Value);

        using var response = await app.Http.SendAsync(request);

        ((int)response.StatusCode).Should().Be(matches ? 200 : 400);
        (await response.ReadErrorCodeAsync()).Should().Be(matches ? null : -32020);
    }

    private static Task<TestServerApp> StartAsync()
    {
        var tool = McpServerTool.Create(() => "", new() { Name = "query" });
        tool.ProtocolTool.InputSchema = JsonElement.Parse(
            """
            {
              "type": "object",
              "properties": {
                "region": { "type": ["string", "null"], "x-mcp-header": "Region" },
                "count": { "type": "integer", "x-mcp-header": "Count" },
                "urgent": { "type": "boolean", "x-mcp-header": "Urgent" },
                "target": { "type": "object", "properties": { "zone": { "type": "string", "x-mcp-header": "Zone" } } }
              }
            }
            """);
        return TestServerApp.StartAsync(mcp => mcp.WithTools([tool]));
    }
}
