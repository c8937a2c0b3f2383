using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Mvc.Mcp.Tests.Execution.Load;
using Mvc.Mcp.Tests.Hosting;
using Mvc.Mcp.Tests.Protocol.Host;
using Post = Mvc.Mcp.Tests.Protocol.Host.McpPost;

namespace Mvc.Mcp.Tests.Attacks;

/// <summary>Where a client asks what there is, a hidden tool is answered like one that does not exist, byte for byte and with the same work.</summary>
[Collection(nameof(AloneCollection))]
public class HiddenToolTests
{
    private const int Samples = 40;

    [Theory]
    [InlineData("tools/call", """{ "name": "search_tools", "arguments": { "query": "NAME" } }""")]
    [InlineData("tools/call", """{ "name": "search_tools", "arguments": { "query": "NAME", "detail": "schema" } }""")]
    [InlineData("tools/call", """{ "name": "search_tools", "arguments": { "query": "anything", "tag": "NAME" } }""")]
    [InlineData("tools/call", """{ "name": "call_tool", "arguments": { "name": "NAME", "arguments": { "id": "1" } } }""")]
    [InlineData("tools/call", """{ "name": "call_tool", "arguments": { "name": "NAME", "arguments": { "wrong": "1" } } }""")]
    [InlineData("tools/call", """{ "name": "call_read_tool", "arguments": { "name": "NAME" } }""")]
    [InlineData("completion/complete", """{ "ref": { "type": "ref/resource", "uri": "api:///NAME/{id}" }, "argument": { "name": "id", "value": "x" } }""")]
    public async Task A_hidden_one_is_answered_like_one_that_is_not_there(string method, string parameters)
    {
        await using var app = await StartAsync();

        var hidden = await MeasureAsync(app, method, parameters, "hiddenone");
        var unknown = await MeasureAsync(app, method, parameters, "missingit");

        hidden.Answer.Replace("hiddenone", "missingit", StringComparison.Ordinal).Should().Be(unknown.Answer);
        // The least of several: what else allocates only adds.
        hidden.Allocated.Should().BeInRange((long)(unknown.Allocated * 0.8), (long)(unknown.Allocated * 1.25));
    }

    [Fact]
    public async Task Lists_do_not_depend_on_what_is_hidden()
    {
        await using var app = await StartAsync();

        foreach (var method in new[] { "tools/list", "resources/list", "resources/templates/list" })
            (await MeasureAsync(app, method, "{}", "")).Answer.Should().NotContain("hiddenone");
    }

    private static async Task<(string Answer, long Allocated)> MeasureAsync(McpTestApp app, string method, string parameters, string name)
    {
        using var http = app.CreateHttpClient();
        var answer = "";
        var least = long.MaxValue;
        for (var i = 0; i < Samples; i++)
        {
            var given = JsonNode.Parse(parameters.Replace("NAME", name, StringComparison.Ordinal))!.AsObject();
            var before = GC.GetTotalAllocatedBytes(precise: true);
            using var request = Post.Standalone(method, given);
            using var response = await http.SendAsync(request);
            answer = $"{(int)response.StatusCode} {(await response.ReadMessageAsync()).ToJsonString()}";
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return (answer, least);
    }

    private static Task<McpTestApp> StartAsync() => McpTestApp.StartAsync(
        [typeof(SomeController)],
        options =>
        {
            options.Discovery = ToolDiscovery.Search;
            options.Rules.Add(new() { Pattern = "^/(hiddenone|notes)/", Methods = ["PUT", "POST", "DELETE"], Kind = McpKind.Tool });
            options.Rules.Add(new() { Pattern = "^/(hiddenone|notes)/", Kind = McpKind.ResourceTemplate });
        },
        HeaderAuthentication.AddTo,
        app => app.UseAuthentication().UseAuthorization(),
        app =>
        {
            app.MapControllers();
            app.MapMcp("/mcp").AllowAnonymous();
        });

    public enum Shade
    {
        Light,
        Dark,
    }

    [ApiController]
    public sealed class SomeController : ControllerBase
    {
        [HttpDelete("hiddenone/{id}", Name = "hiddenone")]
        [Authorize(Roles = "admin")]
        [Microsoft.AspNetCore.Http.Tags("hiddenone")]
        public string Hidden(string id) => id;

        [HttpGet("hiddenone/{id}", Name = "hiddennote")]
        [Authorize(Roles = "admin")]
        public string HiddenNote(Shade id) => $"{id}";

        [HttpGet("notes/{id}", Name = "note")]
        public string Note(Shade id) => $"{id}";

        [HttpPost("open", Name = "open")]
        public string Open(string id) => id;
    }
}
