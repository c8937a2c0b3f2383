using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using ModelContextProtocol.Server;

using Mvc.Mcp.Tests.Protocol.Host;

namespace Mvc.Mcp.Tests.Protocol.Guard;

/// <summary>What a request gets that is not as it should be.</summary>
public sealed class InputTests : IAsyncLifetime
{
    private const string Ping = """{"jsonrpc":"2.0","id":1,"method":"ping"}""";

    private const string SecondPing = """{"jsonrpc":"2.0","id":2,"method":"ping"}""";

    private TestServerApp _app = null!;

    public async Task InitializeAsync() => _app = await TestServerApp.StartAsync(
        mcp => mcp.WithTools([McpServerTool.Create((string text) => text, new() { Name = "echo" })]),
        // Time stands still: on a busy machine an error would otherwise come after the headers that slow calls send early.
        options => options.TimeProvider = new FakeTimeProvider(),
        endpoint: endpoint => endpoint.WithMetadata(new RequestSizeLimitAttribute(4096)));

    public async Task DisposeAsync()
    {
        _app.Logs.At(LogLevel.Error).Should().BeEmpty("a client's mistake is not the server's");
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{")]
    [InlineData("nonsense")]
    [InlineData(Ping + "}")]
    [InlineData(Ping + Ping)]
    [InlineData("\uFEFF" + Ping)]
    [InlineData("""{"jsonrpc":"2.0","id":"\ud800","method":"ping"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","params":{"\uDC00":1}}""")]
    public Task A_body_that_is_not_JSON_is_a_parse_error(string body) => ExpectAsync(McpPost.Raw(body), 400, -32700, id: null);

    [Fact]
    public Task A_body_in_another_encoding_is_a_parse_error() =>
        ExpectAsync(McpPost.Raw([.. "{\"jsonrpc\":\"2.0\",\"id\":\""u8, 0xC3, 0x28, .. "\",\"method\":\"ping\"}"u8]), 400, -32700, id: null);

    [Fact]
    public Task A_body_that_is_nested_absurdly_deep_is_a_parse_error()
    {
        var deep = new string('[', 1500) + new string(']', 1500);
        return ExpectAsync(McpPost.Raw($$$"""{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":{{{deep}}}}}"""), 400, -32700, id: null);
    }

    [Theory]
    [InlineData("1", null)]
    [InlineData("null", null)]
    [InlineData("[]", null)]
    [InlineData("[1]", null)]
    [InlineData("{}", null)]
    [InlineData("""{"id":1,"method":"ping"}""", 1)]
    [InlineData("""{"jsonrpc":"1.0","id":1,"method":"ping"}""", 1)]
    [InlineData("""{"jsonrpc":2.0,"id":1,"method":"ping"}""", 1)]
    [InlineData("""{"jsonrpc":"2.0","id":1}""", 1)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":7}""", 1)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","params":[1]}""", 1)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","params":7}""", 1)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":1,"a":2}}""", 1)]
    [InlineData("""{"jsonrpc":"2.0","id":null,"method":"ping"}""", null)]
    [InlineData("""{"jsonrpc":"2.0","id":true,"method":"ping"}""", null)]
    [InlineData("""{"jsonrpc":"2.0","id":1.5,"method":"ping"}""", null)]
    [InlineData("""{"jsonrpc":"2.0","id":1e400,"method":"ping"}""", null)]
    [InlineData("""{"jsonrpc":"2.0","id":99999999999999999999,"method":"ping"}""", null)]
    [InlineData("""{"jsonrpc":"2.0","id":{},"method":"ping"}""", null)]
    [InlineData("""{"jsonrpc":"2.0","id":[1],"method":"ping"}""", null)]
    public Task JSON_that_is_no_message_is_an_invalid_request(string body, int? id) => ExpectAsync(McpPost.Raw(body), 400, -32600, id);

    [Theory]
    [InlineData(null)]
    [InlineData("2025-03-26")]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public Task A_batch_is_an_invalid_request(string? version) =>
        ExpectAsync(McpPost.Raw($"[{Ping}]", version), 400, -32600, id: null);

    [Theory]
    [InlineData("application/json", 406)]
    [InlineData("text/event-stream", 406)]
    [InlineData("text/html", 406)]
    [InlineData(null, 406)]
    [InlineData("*/*", 200)]
    [InlineData("application/*, text/*;q=0.5", 200)]
    [InlineData("text/event-stream, application/json;q=0.9", 200)]
    public async Task A_client_must_accept_both_forms_of_answer(string? accept, int status)
    {
        var request = McpPost.Raw(Ping);
        request.Headers.Accept.Clear();
        if (accept is not null)
            request.Headers.Accept.ParseAdd(accept);

        using var response = await _app.Http.SendAsync(request);

        ((int)response.StatusCode).Should().Be(status);
    }

    [Theory]
    [InlineData("text/plain", 415)]
    [InlineData("application/json; charset=utf-16", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData(null, 415)]
    [InlineData("application/json; charset=utf-8", 200)]
    [InlineData("application/json; charset=\"UTF-8\"", 200)]
    [InlineData("APPLICATION/JSON", 200)]
    public async Task A_body_must_be_declared_as_JSON(string? type, int status)
    {
        var request = McpPost.Raw(Ping);
        request.Content!.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);

        using var response = await _app.Http.SendAsync(request);

        ((int)response.StatusCode).Should().Be(status);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_body_larger_than_the_endpoint_allows_is_refused_with_and_without_a_length(bool chunked)
    {
        var request = McpPost.Call("echo", new() { ["text"] = new string('x', 5000) });
        if (chunked)
        {
            var bytes = await request.Content!.ReadAsByteArrayAsync();
            request.Content = new StreamContent(new UnknownLength(bytes));
            request.Content.Headers.ContentType = new("application/json");
        }

        await ExpectAsync(request, 413, -32000, id: null);
    }

    [Fact]
    public async Task An_unknown_version_is_refused_with_those_that_discovery_names()
    {
        using var response = await _app.Http.SendAsync(McpPost.Raw(Ping, "1999-12-31"));
        using var discovery = await _app.Http.SendAsync(McpPost.Standalone("server/discover"));

        ((int)response.StatusCode).Should().Be(400);
        var error = (await response.ReadMessageAsync())["error"]!;
        ((int)error["code"]!).Should().Be(-32022);
        error["data"]!["requested"]!.ToString().Should().Be("1999-12-31");
        var named = error["data"]!["supported"]!.AsArray().Select(version => version!.ToString());
        var discovered = (await discovery.ReadMessageAsync())["result"]!["supportedVersions"]!.AsArray().Select(version => version!.ToString());
        named.Should().NotBeEmpty().And.BeSubsetOf(discovered);
    }

    [Theory]
    [InlineData("Mcp-Method", null)]
    [InlineData("Mcp-Method", "tools/list")]
    [InlineData("Mcp-Method", "TOOLS/CALL")]
    [InlineData("Mcp-Name", null)]
    [InlineData("Mcp-Name", "other")]
    [InlineData("Mcp-Name", "=?base64?!!!?=")]
    public async Task A_header_that_disagrees_with_the_body_is_a_mismatch(string header, string? value)
    {
        var request = McpPost.Call("echo", new() { ["text"] = "x" });
        request.Headers.Remove(header);
        if (value is not null)
            request.Headers.Add(header, value);

        await ExpectAsync(request, 400, -32020);
    }

    [Fact]
    public async Task A_name_may_be_encoded_in_its_header()
    {
        var request = McpPost.Call("echo", new() { ["text"] = "x" });
        request.Headers.Remove("Mcp-Name");
        request.Headers.Add("Mcp-Name", $"=?base64?{Convert.ToBase64String("echo"u8)}?=");

        using var response = await _app.Http.SendAsync(request);

        ((int)response.StatusCode).Should().Be(200);
    }

    [Theory]
    [InlineData("2026-07-28", "2025-11-25")]
    [InlineData("2025-11-25", "2026-07-28")]
    [InlineData(null, "2026-07-28")]
    public async Task A_version_in_the_header_must_be_that_of_the_body(string? header, string body)
    {
        var request = McpPost.Standalone("tools/list", new()
        {
            ["_meta"] = new JsonObject
            {
                ["io.modelcontextprotocol/protocolVersion"] = body,
                ["io.modelcontextprotocol/clientCapabilities"] = new JsonObject(),
            },
        });
        request.Headers.Remove("MCP-Protocol-Version");
        if (header is not null)
            request.Headers.Add("MCP-Protocol-Version", header);

        await ExpectAsync(request, 400, -32020);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("7")]
    [InlineData("""{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}""")]
    [InlineData("""{"io.modelcontextprotocol/clientCapabilities":{}}""")]
    [InlineData("""{"io.modelcontextprotocol/protocolVersion":1,"io.modelcontextprotocol/clientCapabilities":{}}""")]
    [InlineData("""{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":[]}""")]
    public Task Metadata_that_a_version_requires_must_be_there(string meta) =>
        ExpectAsync(McpPost.Standalone("tools/list", new() { ["_meta"] = JsonNode.Parse(meta) }), 400, -32602);

    [Theory]
    [InlineData("initialize")]
    [InlineData("ping")]
    [InlineData("logging/setLevel")]
    [InlineData("resources/subscribe")]
    [InlineData("resources/unsubscribe")]
    [InlineData("tools/destroy")]
    public async Task A_method_that_a_version_does_not_have_is_not_found(string method)
    {
        using var response = await _app.Http.SendAsync(McpPost.Standalone(method));

        ((int)response.StatusCode).Should().Be(404);
        (await response.ReadErrorCodeAsync()).Should().Be(-32601);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"protocolVersion":"2025-11-25"}""")]
    [InlineData("""{"protocolVersion":1,"capabilities":{},"clientInfo":{"name":"a","version":"1"}}""")]
    [InlineData("""{"protocolVersion":"2025-11-25","capabilities":7,"clientInfo":{"name":"a","version":"1"}}""")]
    public Task A_handshake_must_be_complete(string parameters) =>
        ExpectAsync(McpPost.Legacy("initialize", JsonNode.Parse(parameters)!.AsObject(), version: null), 400, -32602);

    [Theory]
    [InlineData("tools/call", """{"name":7}""")]
    [InlineData("tools/call", "{}")]
    [InlineData("tools/call", """{"name":"echo","arguments":[1]}""")]
    [InlineData("tools/call", """{"name":"echo","_meta":7}""")]
    [InlineData("tools/list", """{"cursor":7}""")]
    [InlineData("prompts/get", """{"name":null}""")]
    [InlineData("resources/read", """{"uri":{}}""")]
    [InlineData("tools/call", """{"NAME":"echo"}""")]
    [InlineData("completion/complete", """{"ref":"x","argument":{}}""")]
    [InlineData("completion/complete", """{"ref":{"type":"ref/unknown"},"argument":{"name":"a","value":"b"}}""")]
    [InlineData("logging/setLevel", """{"level":"loud"}""")]
    public Task Parameters_must_be_of_the_kinds_a_method_takes(string method, string parameters) =>
        ExpectAsync(McpPost.Legacy(method, JsonNode.Parse(parameters)!.AsObject()), 400, -32602);

    [Fact]
    public async Task What_is_wrong_is_said_without_the_names_of_types()
    {
        foreach (var (method, parameters) in new[]
        {
            ("completion/complete", """{"ref":{"type":"ref/unknown"},"argument":{"name":"a","value":"b"}}"""),
            ("tools/list", """{"_meta":{"progressToken":{}}}"""),
            ("initialize", """{"protocolVersion":"2025-11-25","capabilities":7,"clientInfo":{"name":"a","version":"1"}}"""),
        })
        {
            using var response = await _app.Http.SendAsync(McpPost.Legacy(method, JsonNode.Parse(parameters)!.AsObject(), version: null));

            (await response.Content.ReadAsStringAsync()).Should().NotContain("ModelContextProtocol").And.NotContain("System.").And.NotContain("LineNumber");
        }
    }

    [Fact]
    public Task A_session_is_refused_where_there_are_none() =>
        ExpectAsync(McpPost.Legacy("ping", session: "0123456789abcdef"), 400, -32000);

    [Fact]
    public async Task A_session_named_by_a_client_of_the_newest_version_is_ignored()
    {
        var request = McpPost.Standalone("tools/list");
        request.Headers.Add("Mcp-Session-Id", "left over");

        using var response = await _app.Http.SendAsync(request);

        ((int)response.StatusCode).Should().Be(200);
        response.Headers.Should().NotContain(header => header.Key == "Mcp-Session-Id");
    }

    [Theory, InlineData("GET"), InlineData("DELETE")]
    public async Task Without_sessions_there_is_nothing_to_get_or_delete(string method)
    {
        var request = McpPost.Get(null);
        request.Method = new(method);

        using var response = await _app.Http.SendAsync(request);

        ((int)response.StatusCode).Should().Be(405);
        response.Content.Headers.Allow.Should().Equal("POST");
    }

    [Fact]
    public async Task A_notification_is_accepted_without_a_body_or_a_type()
    {
        using var response = await _app.Http.SendAsync(McpPost.Notify("notifications/initialized"));

        ((int)response.StatusCode).Should().Be(202);
        response.Content.Headers.ContentType.Should().BeNull();
        (await response.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("\"text\"")]
    [InlineData("-9007199254740993")]
    [InlineData("\"\"")]
    [InlineData("\"\\u0000\\n\\\"\"")]
    public async Task An_id_comes_back_as_it_was_sent(string id)
    {
        using var response = await _app.Http.SendAsync(McpPost.Standalone("tools/list", id: JsonNode.Parse(id)));

        (await response.ReadMessageAsync())["id"]!.ToJsonString().Should().Be(JsonNode.Parse(id)!.ToJsonString());
    }

    private async Task ExpectAsync(HttpRequestMessage request, int status, int code, int? id = 1)
    {
        using var response = await _app.Http.SendAsync(request);

        ((int)response.StatusCode).Should().Be(status);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/json", "an error of the transport is no stream");
        var message = await response.ReadMessageAsync();
        message["jsonrpc"]!.ToString().Should().Be("2.0");
        ((int?)message["error"]!["code"]).Should().Be(code);
        ((int?)message["id"]).Should().Be(id);
    }

    private sealed class UnknownLength(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();
    }
}
