using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Mvc.Mcp.Tests.Catalog;
using Mvc.Mcp.Tests.Execution;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Attacks;

/// <summary>What the caller sent is the caller's: no argument takes its place after a guard has looked at it.</summary>
public class CallersHeaderTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_header_that_a_guard_has_checked_is_what_the_action_gets(bool throughPipeline)
    {
        await using var app = await StartAsync(throughPipeline);

        var plain = await app.CallToolAsync("tenant", null, ("X-Tenant", "acme"));
        var forged = await app.CallToolAsync("tenant", new Dictionary<string, object?> { ["X-Tenant"] = "other" }, ("X-Tenant", "acme"));

        plain.Text().Should().Be("acme");
        forged.IsError.Should().BeTrue("it is no argument");
        forged.Text().Should().NotContain("other\n").And.Contain("X-Tenant");
        app.Catalog.Tools.Single(tool => tool.Name == "tenant").Arguments.Should().BeEmpty();
    }

    [Fact]
    public async Task An_attribute_on_the_parameter_makes_it_an_argument_and_the_catalog_says_so()
    {
        await using var app = await StartAsync(throughPipeline: false);

        var given = await app.CallToolAsync("chosen", new Dictionary<string, object?> { ["X-Tenant"] = "other" }, ("X-Tenant", "acme"));
        var left = await app.CallToolAsync("chosen", null, ("X-Tenant", "acme"));

        given.Text().Should().Be("other");
        left.Text().Should().Be("acme");
        app.Catalog.Tools.Single(tool => tool.Name == "chosen").Arguments.Should().Equal(
            new McpCatalogArgument("X-Tenant", "header", "X-Tenant") { IsCallersHeader = true },
            new McpCatalogArgument("X-Note", "header", "X-Note"));
    }

    [Theory]
    [InlineData("X-Api-Key")]
    [InlineData("api_key")]
    [InlineData("Ocp-Apim-Subscription-Key")]
    [InlineData("X-Auth-Token")]
    [InlineData("x-functions-key")]
    [InlineData("X-CSRF-TOKEN")]
    [InlineData("X-Token")]
    [InlineData("X-Client-Secret")]
    [InlineData("X-Access-Token")]
    public void A_secret_by_its_name_is_no_argument(string name)
    {
        CatalogOf.Controllers(typeof(KeyController)).Tools.Should().NotContain(tool => tool.Request.Arguments.Any(argument => argument.WireName == name));
    }

    [Theory]
    [InlineData("Idempotency-Key")]
    [InlineData("X-Continuation-Token")]
    [InlineData("X-Request-Id")]
    [InlineData("If-Match")]
    public void What_is_no_secret_stays_an_argument(string name)
    {
        CatalogOf.Controllers(typeof(KeyController)).Tools.Should().Contain(tool => tool.Request.Arguments.Any(argument => argument.WireName == name));
    }

    [Fact]
    public void A_required_secret_leaves_its_action_out_and_says_what_to_do()
    {
        var left = CatalogOf.Controllers(typeof(RequiredKeyController));
        var passed = CatalogOf.Controllers(options => options.PropagatedHeaders.Add("x-api-key"), typeof(RequiredKeyController));
        var given = CatalogOf.Controllers(options => options.Fix("X-Api-Key", "ours"), typeof(RequiredKeyController));

        left.Omitted.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Path = "/required-key" }, o => o.ExcludingMissingMembers());
        left.Omitted[0].Change.Should().Contain("PropagatedHeaders").And.Contain("o.Fix").And.Contain("[McpParameter]");
        passed.Tools.Should().HaveCount(2);
        passed.Tools.Single(tool => tool.Operation.Path == "/required-key").Request.Arguments.Should().BeEmpty();
        given.Tools.Should().HaveCount(2);
        left.Tools.Single().Request.Arguments.Single().IsCallersHeader.Should().BeTrue("the attribute says so");
    }

    [Fact]
    public void No_attribute_makes_a_header_an_argument_that_frames_a_message()
    {
        CatalogOf.Controllers(typeof(FramingController)).Tools.Single().Request.Arguments.Should().BeEmpty();
    }

    private static Task<McpTestApp> StartAsync(bool throughPipeline) => McpTestApp.StartAsync(
        [typeof(TenantController)],
        options =>
        {
            options.RunThroughPipeline = throughPipeline;
            options.PropagatedHeaders.Add("X-Tenant");
        },
        pipeline: web => web.Use((context, next) => context.Request.Headers["X-Tenant"] == "acme" ? next(context) : Refuse(context)));

    private static Task Refuse(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    [ApiController, Route("tenant")]
    public sealed class TenantController : ControllerBase
    {
        [HttpGet("own", Name = "tenant")]
        public string Own([FromHeader(Name = "X-Tenant")] string tenant) => tenant;

        [HttpGet("chosen", Name = "chosen")]
        public string Chosen([FromHeader(Name = "X-Tenant"), McpParameter] string? tenant, [FromHeader(Name = "X-Note"), McpParameter] string? note) => tenant + note;
    }

    [ApiController, Route("keys")]
    public sealed class KeyController : ControllerBase
    {
        [HttpGet]
        public void Get(
            [FromHeader(Name = "X-Api-Key")] string? a,
            [FromHeader(Name = "api_key")] string? b,
            [FromHeader(Name = "Ocp-Apim-Subscription-Key")] string? c,
            [FromHeader(Name = "X-Auth-Token")] string? d,
            [FromHeader(Name = "x-functions-key")] string? e,
            [FromHeader(Name = "X-CSRF-TOKEN")] string? f,
            [FromHeader(Name = "X-Token")] string? g,
            [FromHeader(Name = "X-Client-Secret")] string? h,
            [FromHeader(Name = "X-Access-Token")] string? i,
            [FromHeader(Name = "Idempotency-Key")] string? j,
            [FromHeader(Name = "X-Continuation-Token")] string? k,
            [FromHeader(Name = "X-Request-Id")] string? l,
            [FromHeader(Name = "If-Match")] string? m)
        {
        }
    }

    [ApiController, Route("required-key")]
    public sealed class RequiredKeyController : ControllerBase
    {
        [HttpGet]
        public void Get([FromHeader(Name = "X-Api-Key")] string key)
        {
        }

        [HttpGet("marked")]
        public void GetMarked([FromHeader(Name = "X-Api-Key"), McpParameter] string key)
        {
        }
    }

    [ApiController, Route("framing")]
    public sealed class FramingController : ControllerBase
    {
        [HttpGet]
        public void Get(
            [FromHeader(Name = "Host"), McpParameter] string? host,
            [FromHeader(Name = "Authorization"), McpParameter] string? authorization,
            [FromHeader(Name = "X-Forwarded-For"), McpParameter] string? address)
        {
        }
    }
}
