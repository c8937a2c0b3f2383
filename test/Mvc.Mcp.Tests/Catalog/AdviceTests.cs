using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.OpenApi;
using Mvc.Mcp.Tests.Hosting;
using Mvc.Mcp.Tests.Protocol.Host;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Mvc.Mcp.Tests.Catalog;

/// <summary>Nothing vanishes in silence: what the log says when the application starts, and what the catalog keeps of it.</summary>
public class AdviceTests
{
    [Fact]
    public async Task Each_endpoint_is_a_line_of_the_log()
    {
        var log = new LogRecorder(LogLevel.Information);
        await using var app = await StartAsync(log, [typeof(MixedController)], map: app =>
        {
            app.MapControllers();
            app.MapMcp("/mcp");
            app.MapMcp("/mcp/admin", options => options.IncludeOperations.Add("described"));
        });

        log.At(LogLevel.Information).Should().Contain(text => text.Contains(": MCP /mcp: 3 tools, 0 resources, 1 left out."))
            .And.Contain(text => text.Contains(": MCP /mcp/admin: 1 tools, 0 resources, 3 left out."));
    }

    [Fact]
    public async Task A_catalog_that_nobody_reaches_says_nothing()
    {
        var log = new LogRecorder(LogLevel.Information);
        await using var app = await StartAsync(log, [typeof(MixedController)], map: app =>
        {
            app.MapControllers();
            app.MapMcp("/mcp/admin", options => options.IncludeOperations.Add("described"));
        });

        log.At(LogLevel.Information).Where(text => text.Contains("MCP ")).Should().OnlyContain(text => text.Contains("MCP /mcp/admin:"));
    }

    [Fact]
    public async Task AddMcp_without_an_endpoint_is_told_with_the_line_that_is_missing()
    {
        var log = new LogRecorder();
        await using var app = await StartAsync(log, [typeof(MixedController)], map: app => app.MapControllers());

        log.At(LogLevel.Warning).Should().Contain(text => text.Contains("no MCP endpoint is mapped") && text.Contains("app.MapMcp(\"/mcp\")"));
    }

    [Fact]
    public async Task No_tool_at_all_is_told_with_the_reason_and_the_way_out()
    {
        await using var ignored = await McpTestApp.StartAsync([typeof(OnlyIgnoredController)]);
        await using var empty = await McpTestApp.StartAsync([]);

        ignored.Catalog.Warnings.Should().ContainSingle().Which.Should().Be(
            "There is no tool: all 1 operations were left out, 1 of them because: [McpIgnore] stands on the action or its controller. " +
            "To change that: Take [McpIgnore] away from OnlyIgnoredController.Get or from OnlyIgnoredController.");
        empty.Catalog.Warnings.Should().ContainSingle().Which.Should().StartWith("There is no tool: the application has no action of a controller.")
            .And.Contain("o.IncludeMinimalApis = true");
    }

    [Fact]
    public void Tools_without_a_description_are_counted_and_named() =>
        Warnings(typeof(MixedController)).Should().ContainSingle().Which.Should().StartWith(
            "2 of 3 tools have no description: Mixed_First, Mixed_Second. A model knows them by name and route alone.");

    [Fact]
    public void Tools_that_can_never_answer_are_told_with_the_way_out()
    {
        var warnings = Warnings(typeof(NeverController));

        warnings.Where(warning => warning.Contains("never answer")).Should().HaveCount(3);
        warnings.Should().Contain(warning => warning.StartsWith("The tool consumes (POST /never/consumes) can never answer: nothing reads its body") && warning.Contains("AddXmlSerializerFormatters()"));
        warnings.Should().Contain(warning => warning.StartsWith("The tool produces (GET /never/produces) can never answer: nothing writes its answer"));
        warnings.Should().Contain(warning => warning.StartsWith("The tool abstract (POST /never/abstract) can never answer: its body is the abstract Shape") && warning.Contains("[JsonDerivedType]"));
    }

    [Fact]
    public void An_operation_that_requires_a_header_which_no_call_may_set_is_told() =>
        Warnings(typeof(HeaderController)).Should().Contain(warning =>
            warning.StartsWith("GET /header is no tool: It requires the header X-Api-Key") && warning.Contains("o.PropagatedHeaders.Add(\"X-Api-Key\")"));

    [Fact]
    public async Task A_tool_whose_path_its_endpoint_refuses_is_told()
    {
        await using var app = await McpTestApp.StartAsync(
            [typeof(RoutedController)],
            services: services => services.AddSwaggerGen(options => options.DocumentFilter<OtherPath>()));

        app.Catalog.Warnings.Should().ContainSingle(warning => warning.Contains("never answer")).Which.Should().Be(
            "The tool moved (GET /moved) can never answer: its path has no value for {id} of the route 'routed/{id:int}'. Let the Swagger document say the path that is mapped.");
    }

    [Fact]
    public void What_the_document_does_not_hold_is_left_out_with_the_reason()
    {
        var contents = CatalogOf.Build(
            _ => { }, services => services.AddSwaggerGen(options => options.DocumentFilter<RemoveFirst>()), out _, typeof(MixedController));

        contents.Omitted.Should().Contain(omitted => omitted.Path == "/mixed/first" && omitted.Reason.Contains("does not hold it"));
    }

    private static IReadOnlyList<string> Warnings(params Type[] controllers) => CatalogOf.Controllers(controllers).Warnings;

    private static Task<McpTestApp> StartAsync(LogRecorder log, Type[] controllers, Action<WebApplication> map) =>
        McpTestApp.StartAsync(controllers, services: services => services.AddLogging(logging => logging.AddProvider(log)), map: map);

    private sealed class OtherPath : IDocumentFilter
    {
        public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
        {
            var path = swaggerDoc.Paths["/routed/{id}"];
            foreach (var operation in path.Operations!.Values)
                operation.Parameters!.Clear();
            swaggerDoc.Paths.Remove("/routed/{id}");
            swaggerDoc.Paths["/moved"] = path;
        }
    }

    private sealed class RemoveFirst : IDocumentFilter
    {
        public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context) => swaggerDoc.Paths.Remove("/mixed/first");
    }

    [ApiController, Route("mixed")]
    public sealed class MixedController : ControllerBase
    {
        [HttpGet("first")]
        public string First() => "";

        [HttpGet("second")]
        public string Second() => "";

        [HttpGet("described", Name = "described"), McpTool(Description = "Says something.")]
        public string Described() => "";

        [HttpGet("ignored"), McpIgnore]
        public string Ignored() => "";
    }

    [ApiController, Route("ignored")]
    public sealed class OnlyIgnoredController : ControllerBase
    {
        [HttpGet, McpIgnore]
        public string Get() => "";
    }

    public abstract class Shape
    {
        public int Size { get; set; }
    }

    [JsonDerivedType(typeof(Circle), "circle")]
    public abstract class Figure;

    public sealed class Circle : Figure;

    [ApiController, Route("never")]
    public sealed class NeverController : ControllerBase
    {
        [HttpPost("consumes", Name = "consumes"), Consumes("application/xml")]
        public void Consumes(Circle circle)
        {
        }

        [HttpGet("produces", Name = "produces"), Produces("application/xml")]
        public Circle Produces() => new();

        [HttpPost("abstract", Name = "abstract")]
        public void Abstract(Shape shape)
        {
        }

        [HttpPost("figure", Name = "figure")]
        public Figure Figure(Figure figure) => figure;

        [HttpPost("list", Name = "list")]
        public IReadOnlyList<int> List(IReadOnlyList<int> list) => list;

        [HttpGet("file", Name = "file"), Produces("image/png")]
        public FileContentResult File() => File([], "image/png");

        [HttpGet("text", Name = "text"), Produces("text/plain")]
        public string Text() => "";
    }

    [ApiController, Route("header")]
    public sealed class HeaderController : ControllerBase
    {
        [HttpGet]
        public string Get([FromHeader(Name = "X-Api-Key"), System.ComponentModel.DataAnnotations.Required] string key) => key;
    }

    [ApiController, Route("routed")]
    public sealed class RoutedController : ControllerBase
    {
        [HttpGet("{id:int}", Name = "moved")]
        public string Get(int id) => "";
    }
}
