using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.AspNetCore;
using Mvc.Mcp.Tests.Hosting;
using Mvc.Mcp.Tests.Protocol.Host;

namespace Mvc.Mcp.Tests.Protocol.Calls;

/// <summary>
/// Where nobody on the way sees a result, an answer is written from the action's bytes. It says what it would have said had
/// somebody seen it, whatever the bytes are.
/// </summary>
public class WrittenAnswerTests
{
    private static readonly Dictionary<string, (string Type, byte[] Body, int Status)> _responses = new()
    {
        ["object"] = Json("""{"a":1,"text":"Grüße \"quoted\" <b>\u2028","list":[1,2,null]}"""),
        ["object behind blanks"] = Json("""  {"a":1}  """),
        ["object over lines"] = Json("{\n  \"a\": 1,\r\n  \"b\": [\n    2\n  ]\n}"),
        ["array"] = Json("""[{"a":1},{"a":2}]"""),
        ["number"] = Json("12.50"),
        ["text as JSON"] = Json("\"hello\""),
        ["null"] = Json("null"),
        ["true"] = Json("true"),
        ["repeated names"] = Json("""{"a":1,"a":2}"""),
        ["deep"] = Json(string.Concat(Enumerable.Repeat("[", 80)) + string.Concat(Enumerable.Repeat("]", 80))),
        ["no JSON"] = Json("{not json"),
        ["two values"] = Json("{} {}"),
        ["a comment"] = Json("{} // end"),
        ["nothing"] = Json(""),
        ["no UTF-8"] = ("application/json", [(byte)'"', 0xC3, 0x28, (byte)'"'], 200),
        ["mark of byte order"] = ("application/json; charset=utf-8", [0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}'], 200),
        ["Latin 1"] = ("application/json; charset=iso-8859-1", Encoding.Latin1.GetBytes("{\"a\":\"Grüße\"}"), 200),
        ["UTF-16"] = ("application/json; charset=utf-16", Encoding.Unicode.GetBytes("{\"a\":1}"), 200),
        ["another kind of JSON"] = ("application/hal+json", "{\"a\":1}"u8.ToArray(), 200),
        ["created"] = ("application/json", "{\"a\":1}"u8.ToArray(), 201),
        ["text"] = ("text/plain; charset=utf-8", "Grüße\nline"u8.ToArray(), 200),
        ["a picture"] = ("image/png", [1, 2, 3], 200),
        ["bytes"] = ("application/octet-stream", [1, 2, 3], 200),
        ["refused"] = ("application/json", "{\"title\":\"no\"}"u8.ToArray(), 409),
        ["elsewhere"] = ("application/json", "{\"title\":\"no\"}"u8.ToArray(), 302),
    };

    [Theory]
    [InlineData(ResultContent.TextAndStructured)]
    [InlineData(ResultContent.Text)]
    [InlineData(ResultContent.Structured)]
    public async Task An_answer_that_nobody_has_seen_is_the_one_that_somebody_has(ResultContent content)
    {
        await using var unseen = await StartAsync(content, observe: null);
        await using var seen = await StartAsync(content, server => server.WithRequestFilters(
            filters => filters.AddCallToolFilter(next => (request, cancellationToken) => next(request, cancellationToken))));
        await using var sent = await StartAsync(content, server => server.WithMessageFilters(
            filters => filters.AddOutgoingFilter(next => (message, cancellationToken) => next(message, cancellationToken))));

        foreach (var (name, _) in _responses)
        {
            foreach (var version in (string[])["2025-06-18", "2025-11-25", "2026-07-28"])
            {
                foreach (var tool in (string[])["raw", "wrapped"])
                {
                    var expected = await AskAsync(seen, tool, name, version);
                    var why = $"{tool}, {name}, {version}";
                    (await AskAsync(unseen, tool, name, version)).Should().Be(expected, why);
                    (await AskAsync(sent, tool, name, version)).Should().Be(expected, why);
                }
            }
        }
    }

    private static (string, byte[], int) Json(string text) => ("application/json; charset=utf-8", Encoding.UTF8.GetBytes(text), 200);

    private static Task<McpTestApp> StartAsync(ResultContent content, Action<IMcpServerBuilder>? observe) => McpTestApp.StartAsync(
        [typeof(BytesController)],
        options => options.ResultContent = content,
        services =>
        {
            services.Configure<HttpServerTransportOptions>(options => options.SessionMode = HttpServerSessionMode.Stateless);
            observe?.Invoke(services.AddMcpServer());
        });

    private static async Task<string> AskAsync(McpTestApp app, string tool, string name, string version)
    {
        using var http = app.CreateHttpClient();
        var parameters = new JsonObject { ["name"] = tool, ["arguments"] = new JsonObject { ["kind"] = name } };
        using var request = version == McpPost.Newest ? McpPost.Standalone("tools/call", parameters) : McpPost.Legacy("tools/call", parameters, version: version);
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var lines = text.Split('\n');
        lines.Should().HaveCount(4, "an event is two lines and an empty one: {0}", text);
        return $"{(int)response.StatusCode} {lines[0]} {JsonNode.Parse(lines[1]["data: ".Length..])!.ToJsonString()}";
    }

    [ApiController, Route("bytes")]
    public sealed class BytesController : ControllerBase
    {
        [HttpGet("raw", Name = "raw")]
        public async Task RawAsync(string kind)
        {
            var (type, body, status) = _responses[kind];
            Response.StatusCode = status;
            Response.ContentType = type;
            if (status is 201 or 302)
                Response.Headers.Location = "/bytes/1";
            await Response.Body.WriteAsync(body);
        }

        [HttpGet("wrapped", Name = "wrapped")]
        [ProducesResponseType<int[]>(200)]
        public Task WrappedAsync(string kind) => RawAsync(kind);
    }
}
