using System.Net;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Server;
using Mvc.Mcp.Tests.Protocol.Host;
using Post = Mvc.Mcp.Tests.Protocol.Host.McpPost;

namespace Mvc.Mcp.Tests.Attacks;

#pragma warning disable MCP9006 // Sessions are one of the ways.

/// <summary>A message means one thing: what stands in it twice is refused, before a gateway and the server take each its own.</summary>
public class OneMeaningTests
{
    private const string Meta = """
        "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}
        """;

    public static TheoryData<string, string> Messages => new()
    {
        { "tools/call", """{"jsonrpc":"2.0","id":1,"method":"tools/list","method":"tools/call","params":{"name":"take","arguments":{"a":"1"},META}}""" },
        { "tools/call", """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"other"},"params":{"name":"take","arguments":{"a":"1"},META}}""" },
        { "tools/call", """{"jsonrpc":"2.0","id":1,"id":2,"method":"tools/call","params":{"name":"take","arguments":{"a":"1"},META}}""" },
        { "tools/call", """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"other","name":"take","arguments":{"a":"1"},META}}""" },
        { "tools/call", """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"n\u0061me":"other","name":"take","arguments":{"a":"1"},META}}""" },
        { "tools/call", """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"take","arguments":{"a":"2"},"arguments":{"a":"1"},META}}""" },
        { "tools/call", """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"take","arguments":{"a":"2","a":"1"},META}}""" },
        { "tools/call", """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"take","arguments":{"a":"1","deep":{"list":[{"b":1},{"b":1,"\u0062":2}]}},META}}""" },
        { "tools/call", """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"hello","arguments":{"name":"a","name":"b"},META}}""" },
        { "tools/list", """{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":"a","cursor":"b",META}}""" },
        { "resources/read", """{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"api://a","uri":"api://b",META}}""" },
        { "subscriptions/listen", """{"jsonrpc":"2.0","id":1,"method":"subscriptions/listen","params":{"notifications":{"toolsListChanged":true,"toolsListChanged":false},META}}""" },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task A_name_that_stands_twice_is_refused_on_every_way(string method, string message)
    {
        await using var app = await TestServerApp.StartAsync(
            mcp => mcp.WithTools([McpServerTool.Create((string name) => $"Hello {name}", new() { Name = "hello" })]),
            options => options.SessionMode = HttpServerSessionMode.StatefulForInitializeClients,
            controllers: [typeof(TakeController)]);
        using var begun = await app.Http.SendAsync(Post.Initialize());
        var body = message.Replace("META", Meta.Trim(), StringComparison.Ordinal);
        var standing = Post.Raw(body, "2026-07-28");
        standing.Headers.Add("Mcp-Method", method);
        if (method is "tools/call")
            standing.Headers.Add("Mcp-Name", message.Contains("hello") ? "hello" : "take");
        var inSession = Post.Raw(message.Replace(",META", "", StringComparison.Ordinal), "2025-11-25");
        inSession.Headers.Add("Mcp-Session-Id", begun.Headers.GetValues("Mcp-Session-Id").Single());

        foreach (var request in new[] { standing, inSession })
        {
            using var response = await app.Http.SendAsync(request);

            response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
            (await response.ReadErrorCodeAsync()).Should().Be(-32600);
        }

        TakeController.Taken.Should().Be(0);
    }

    [Fact]
    public async Task The_same_name_in_two_objects_is_none_that_stands_twice()
    {
        await using var app = await TestServerApp.StartAsync(controllers: [typeof(SameController)]);

        using var response = await app.Http.SendAsync(Post.Call("same", new()
        {
            ["list"] = new System.Text.Json.Nodes.JsonArray(Enumerable.Range(0, 2_000).Select(i => (System.Text.Json.Nodes.JsonNode)new System.Text.Json.Nodes.JsonObject { ["name"] = $"{i}", ["a"] = "x" }).ToArray()),
        }));

        (await response.ReadMessageAsync())["result"]!["content"]![0]!["text"]!.ToString().Should().Be("2000");
    }

    public sealed record Item(string Name, string A);

    [ApiController]
    public sealed class SameController : ControllerBase
    {
        [HttpPost("same", Name = "same")]
        public int Same([FromBody] Item[] list) => list.Length;
    }

    [ApiController]
    public sealed class TakeController : ControllerBase
    {
        public static int Taken { get; private set; }

        [HttpGet("take", Name = "take")]
        public string Take(string a)
        {
            Taken++;
            return a;
        }
    }
}
