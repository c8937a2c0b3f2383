using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mvc.Mcp.Tests.Execution;
using Mvc.Mcp.Tests.Hosting;
using Mvc.Mcp.Tests.Operations.Documents;
using Mvc.Mcp.Tests.Protocol.Host;

namespace Mvc.Mcp.Tests.Protocol;

/// <summary>What is set up wrongly stops the start or is told there, with the setting and the way out.</summary>
public class MisconfigurationTests
{
    [ApiController]
    public class PingController : ControllerBase
    {
        [HttpGet("ping", Name = "ping")]
        public string Ping() => "pong";
    }

    [ApiController]
    public class NamelessController : ControllerBase
    {
        [HttpGet("nameless"), McpTool(Name = "!?")]
        public string Get() => "";
    }

    public static TheoryData<Action<McpOptions>, string> Stopped => new()
    {
        { options => options.ToolName = _ => "", "McpOptions.ToolName names GET /ping ''*return null for the name that is derived*" },
        { options => options.ToolNames["ping"] = "  ", "McpOptions.ToolNames[\"ping\"] names GET /ping '  '*neither a letter nor a digit*leave the name out*" },
        { options => options.ToolName = _ => throw new TimeZoneNotFoundException("no zone"), "McpOptions.ToolName threw for GET /ping: TimeZoneNotFoundException: no zone" },
        { options => options.SelectKind = (_, _) => throw new TimeZoneNotFoundException("no zone"), "McpOptions.SelectKind threw for GET /ping: *no zone" },
        { options => options.ConfigureTool = (_, _) => throw new TimeZoneNotFoundException("no zone"), "McpOptions.ConfigureTool threw for GET /ping: *no zone" },
        { options => options.ConfigurePipeline = _ => throw new TimeZoneNotFoundException("no zone"), "McpOptions.ConfigurePipeline threw: *no zone" },
        { options => options.ConfigureTool = (tool, _) => tool.Name = "other", "McpOptions.ConfigureTool names the tool of GET /ping 'other'*o.ToolNames or o.ToolName*" },
    };

    [Theory]
    [MemberData(nameof(Stopped))]
    public async Task A_setting_that_cannot_be_meant_stops_the_start(Action<McpOptions> mistake, string message)
    {
        var start = () => McpTestApp.StartAsync([typeof(PingController)], mistake);

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage(message);
    }

    [Fact]
    public async Task A_name_that_is_none_on_an_attribute_stops_the_start()
    {
        var start = () => McpTestApp.StartAsync([typeof(NamelessController)]);

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("[McpTool(Name)] names GET /nameless '!?', which has neither a letter nor a digit*");
    }

    [Fact]
    public void A_delegate_that_patches_a_document_and_throws_is_named()
    {
        var read = () => DocumentCatalog.Of(
            """{ "openapi": "3.0.0", "info": { "title": "", "version": "" }, "paths": { "/a": { "get": { "responses": {} } } } }""",
            options => options.OpenApi.Patch = _ => throw new TimeZoneNotFoundException("no zone"));

        read.Should().Throw<InvalidOperationException>().WithMessage("McpOptions.OpenApi.Patch threw for *: TimeZoneNotFoundException: no zone");
    }

    [Fact]
    public async Task A_delegate_that_throws_in_a_call_is_named_in_the_log_and_not_to_the_caller()
    {
        var log = new LogRecorder();
        await using var app = await McpTestApp.StartAsync(
            [typeof(PingController)],
            options => options.ConfigureRequest = (_, _) => throw new TimeZoneNotFoundException("no zone"),
            services => services.AddLogging(logging => logging.AddProvider(log)));

        var result = await app.CallToolAsync("ping");

        result.IsError.Should().BeTrue();
        result.Text().Should().StartWith("500").And.NotContain("zone");
        log.At(LogLevel.Error).Should().Contain(text => text.Contains("McpOptions.ConfigureRequest threw for the tool ping."));
    }

    [Fact]
    public void MapMcp_without_AddMcp_names_the_line_that_is_missing()
    {
        var builder = WebApplication.CreateSlimBuilder();
        using var app = builder.Build();

        var plain = () => app.MapMcp("/mcp");
        var withOptions = () => app.MapMcp("/mcp", _ => { });

        plain.Should().Throw<InvalidOperationException>().WithMessage("MapMcp was called, but AddMcp was not. Add builder.Services.AddControllers().AddMcp()*");
        withOptions.Should().Throw<InvalidOperationException>().WithMessage("MapMcp was called, but AddMcp was not.*");
    }

    [Fact]
    public async Task MapMcp_maps_an_application_that_has_tools_of_the_SDK_alone()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddMcpServer().WithHttpTransport();
        await using var app = builder.Build();

        app.MapMcp("/mcp");

        await app.StartAsync();
    }

    [Theory]
    [InlineData("/mcp", "/mcp")]
    [InlineData("/mcp", "MCP/")]
    [InlineData("/{tenant}/mcp", "/{customer}/mcp")]
    public async Task Two_endpoints_at_one_pattern_stop_the_start(string one, string other)
    {
        var start = () => McpTestApp.StartAsync([typeof(PingController)], map: app =>
        {
            app.MapMcp(one);
            app.MapMcp(other, _ => { });
        });

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("MapMcp(\"*\") was called 2 times*a pattern of its own*RequireHost()*");
    }

    [Fact]
    public async Task Two_endpoints_at_one_pattern_may_have_a_host_each()
    {
        await using var app = await McpTestApp.StartAsync([typeof(PingController)], map: app =>
        {
            app.MapMcp("/mcp").RequireHost("a.example");
            app.MapMcp("/mcp", _ => { }).RequireHost("b.example");
        });
    }

    [Fact]
    public async Task ToolNames_that_match_nothing_are_told_with_what_may_be_meant()
    {
        await using var app = await McpTestApp.StartAsync([typeof(PingController)], options => options.ToolNames["pong"] = "answer");

        app.Catalog.Warnings.Should().Contain(
            "McpOptions.ToolNames names 'pong', but the Swagger document has no such operation. Did you mean 'ping'?");
    }

    [Theory]
    [InlineData("eight")]
    [InlineData("-1")]
    [InlineData("8.5")]
    public async Task A_depth_that_is_none_stops_the_start_and_is_named(string depth)
    {
        var start = () => McpTestApp.StartAsync([typeof(PingController)], services: Bind(("Mcp:MaxCallDepth", depth)));

        (await start.Should().ThrowAsync<Exception>()).WithMessage("*MaxCallDepth*");
    }

    [Fact]
    public async Task A_depth_of_zero_forbids_nesting_and_no_call()
    {
        await using var app = await McpTestApp.StartAsync([typeof(PingController)], options => options.MaxCallDepth = 0);

        (await app.CallToolAsync("ping")).Text().Should().Contain("pong");
    }

    [Fact]
    public async Task What_stands_in_configuration_and_sets_nothing_is_told()
    {
        await using var app = await McpTestApp.StartAsync([typeof(PingController)], services: Bind(
            ("Mcp:ExcludeTag:0", "Admin"),
            ("Mcp:ToolName", "ping"),
            ("Mcp:OpenApi:Prefx", "x_"),
            ("Mcp:Rules:0:Pattern", "^/none"),
            ("Mcp:Rules:0:Method", "GET"),
            ("Mcp:ToolNames:ping", "ping"),
            ("mcp:servername", "Ping")));

        app.Catalog.Warnings.Where(warning => warning.Contains("configuration")).Should().BeEquivalentTo(
            "'Mcp:ExcludeTag' in configuration is no setting of McpOptions, and sets nothing. Did you mean 'ExcludeTags' or 'IncludeTags'?",
            "'Mcp:ToolName' in configuration sets nothing: McpOptions.ToolName is set in code.",
            "'Mcp:OpenApi:Prefx' in configuration is no setting of McpOptions.OpenApi, and sets nothing. Did you mean 'Prefix'?",
            "'Mcp:Rules:0:Method' in configuration is no setting of OperationRule, and sets nothing. Did you mean 'Methods'?");
    }

    private static Action<IServiceCollection> Bind(params (string Key, string Value)[] settings) => services => services.Configure<McpOptions>(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build().GetSection("Mcp"));
}
