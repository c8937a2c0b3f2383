using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Mvc.Mcp.Tests.Execution;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Attacks;

/// <summary>What clients may not send they cannot send: at any depth, in any case, by any source that binds.</summary>
public class OverpostingTests
{
    [Theory]
    [InlineData("json", """{"inner":{"name":"n","isAdmin":true}}""")]
    [InlineData("json", """{"inner":{"IsAdmin":true}}""")]
    [InlineData("json", """{"inner":{"ISADMIN":true}}""")]
    [InlineData("json", """{"inner":{"is\u0041dmin":true}}""")]
    [InlineData("json", """{"inner":"{\"isAdmin\":true}"}""")]
    [InlineData("json", """{"inner":{"balance":5}}""")]
    [InlineData("json", """{"inner":{"renamed_role":"root"}}""")]
    [InlineData("json", """{"inner":{"deeper":{"isAdmin":true}}}""")]
    [InlineData("json", """{"inner":{"deeper":{"deeper":{"deeper":{"isAdmin":true}}}}}""")]
    [InlineData("json", """{"inners":[{"name":"n"},{"isAdmin":true}]}""")]
    [InlineData("json", """{"byName":{"any":{"isAdmin":true}}}""")]
    [InlineData("json", """{"isAdmin":true}""")]
    [InlineData("json", """{"IsAdmin":true}""")]
    [InlineData("list", """{"inners":[{"isAdmin":true}]}""")]
    [InlineData("shape", """{"shape":{"$type":"circle","isAdmin":true}}""")]
    [InlineData("form", """{"Inners":[{"isAdmin":true}]}""")]
    [InlineData("form", """{"Inners":[{"name":"n","deeper":{"IsAdmin":true}}]}""")]
    [InlineData("form", """{"Inners":[{"name":"n","deeper.isAdmin":true}]}""")]
    [InlineData("form", """{"Inners":[{"name":"n","deeper[isAdmin]":true}]}""")]
    [InlineData("form", """{"Inners":[{"name":"n","role":"root"}]}""")]
    [InlineData("form", """{"isAdmin":true}""")]
    [InlineData("form", """{"Inner.IsAdmin":true}""")]
    [InlineData("form", """{"never":true}""")]
    [InlineData("query", """{"Inners":[{"isAdmin":true}]}""")]
    [InlineData("query", """{"Inners":[{"name":"n","deeper":{"isAdmin":true}}]}""")]
    [InlineData("query", """{"inner.isAdmin":true}""")]
    [InlineData("query", """{"Inner.IsAdmin":true}""")]
    [InlineData("query", """{"never":true}""")]
    public async Task It_is_refused(string tool, string arguments)
    {
        await using var app = await StartAsync();

        var result = await CallAsync(app, tool, arguments);

        result.IsError.Should().BeTrue();
        result.Text().Should().NotContain("admin: True").And.ContainAny("does not take", "is not an argument", "is not known there");
    }

    [Theory]
    [InlineData("json", """{"name":"n","inner":{"name":"n","deeper":{"name":"n"}},"inners":[{"name":"n"}],"byName":{"is.Admin":{"name":"n"}}}""")]
    [InlineData("list", """{"inners":[{"name":"n"}]}""")]
    [InlineData("shape", """{"shape":{"$type":"circle","radius":2}}""")]
    [InlineData("form", """{"Inners":[{"name":"n"}]}""")]
    [InlineData("query", """{"Inners":[{"name":"n"}]}""")]
    public async Task What_is_left_is_taken(string tool, string arguments)
    {
        await using var app = await StartAsync();

        var result = await CallAsync(app, tool, arguments);

        result.IsError.Should().NotBe(true, result.Text());
        result.Text().Should().Be("admin: False");
    }

    private static async Task<ModelContextProtocol.Protocol.CallToolResult> CallAsync(McpTestApp app, string tool, string arguments)
    {
        // A body that is one list is one argument, called as the parameter is.
        await using var client = await app.ConnectAsync();
        return await client.CallToolAsync(
            tool, JsonElement.Parse(arguments).EnumerateObject().ToDictionary(member => member.Name, member => (object?)member.Value));
    }

    private static Task<McpTestApp> StartAsync() => McpTestApp.StartAsync([typeof(AccountsController)]);

    public class Inner
    {
        public string? Name { get; set; }

        [McpIgnore]
        public bool IsAdmin { get; set; }

        [ReadOnly(true)]
        public int Balance { get; set; }

        [McpIgnore]
        [JsonPropertyName("renamed_role")]
        public string? Role { get; set; }

        public Inner? Deeper { get; set; }

        internal bool Grants => IsAdmin || Balance != 0 || Role is not null || Deeper is { Grants: true };
    }

    public sealed class Account : Inner
    {
        public Inner? Inner { get; set; }

        public List<Inner> Inners { get; set; } = [];

        public Dictionary<string, Inner> ByName { get; set; } = [];

        internal bool GrantsAnything => Grants || Inner is { Grants: true } || Inners.Exists(inner => inner.Grants) || ByName.Values.Any(inner => inner.Grants);
    }

    public sealed class Fields
    {
        public List<Inner> Inners { get; set; } = [];

        [McpIgnore]
        public bool IsAdmin { get; set; }

        [BindNever]
        public bool Never { get; set; }
    }

    [JsonDerivedType(typeof(Circle), "circle")]
    public class Shape
    {
        [McpIgnore]
        public bool IsAdmin { get; set; }
    }

    public sealed class Circle : Shape
    {
        public int Radius { get; set; }
    }

    [ApiController]
    public sealed class AccountsController : ControllerBase
    {
        [HttpPost("json", Name = "json")]
        public string Json(Account account) => $"admin: {account.GrantsAnything}";

        [HttpPost("list", Name = "list")]
        public string List(List<Inner> inners) => $"admin: {inners.Exists(inner => inner.Grants)}";

        [HttpPost("shape", Name = "shape")]
        public string Draw(Shape shape) => $"admin: {shape.IsAdmin}";

        [HttpPost("form", Name = "form")]
        public string Form([FromForm] Fields fields) => $"admin: {Grants(fields)}";

        [HttpGet("query", Name = "query")]
        public string Query([FromQuery] Fields fields) => $"admin: {Grants(fields)}";

        private static bool Grants(Fields fields) => fields.IsAdmin || fields.Never || fields.Inners.Exists(inner => inner.Grants);
    }
}
