using Asp.Versioning;
using Asp.Versioning.ApiExplorer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Mvc.Mcp.Tests.Execution;
using Mvc.Mcp.Tests.Hosting;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Mvc.Mcp.Tests.Operations;

/// <summary>An API with versions, as Asp.Versioning has them: however the version is named, each can be called.</summary>
public class VersionTests
{
    public static readonly TheoryData<string, bool> Ways = new()
    {
        { "url", false }, { "url", true }, { "substituted", false }, { "substituted", true }, { "header", false }, { "header", true },
        { "query", false }, { "query", true }, { "media type", false }, { "media type", true },
    };

    [Theory, MemberData(nameof(Ways))]
    public async Task Every_version_is_called_by_the_tools_of_its_document(string way, bool swagger)
    {
        await using var app = await StartAsync(way, swagger, VersionsAt("/v1", "v1"), VersionsAt("/v2", "v2"));

        foreach (var version in new[] { 1, 2 })
        {
            await using var client = await app.ConnectAsync($"/v{version}");
            var tools = (await client.ListToolsAsync()).Select(tool => tool.ProtocolTool).ToDictionary(tool => tool.Name);

            tools.Keys.Should().BeEquivalentTo(version == 1 ? ["Lamps_Get", "Lamps_Find", "Lamps_Delete"] : ["Lamps_Get", "Lamps_Find2", "Lamps_Delete", "Lamps_Put"]);
            tools["Lamps_Get"].InputSchema.GetProperty("properties").EnumerateObject().Select(argument => argument.Name).Should().Equal("id");
            (await client.CallToolAsync("Lamps_Get", new Dictionary<string, object?> { ["id"] = 7 })).Text().Should().Be($"lamp 7 of {version}");
            (await client.CallToolAsync(version == 1 ? "Lamps_Find" : "Lamps_Find2")).Text().Should().Be($"found by {version}");
            var deleted = await client.CallToolAsync("Lamps_Delete", new Dictionary<string, object?> { ["id"] = 7 });
            deleted.IsError.Should().NotBe(true, deleted.Text());
        }
    }

    [Theory, InlineData("url"), InlineData("substituted"), InlineData("header"), InlineData("query"), InlineData("media type")]
    public async Task A_body_goes_to_its_version(string way)
    {
        await using var app = await StartAsync(way, swagger: false);

        (await app.CallToolAsync("Lamps_Put", new { id = 7, colour = "red" })).Text().Should().Be("red 7 of 2");
    }

    [Theory, InlineData("url"), InlineData("substituted"), InlineData("header"), InlineData("query"), InlineData("media type")]
    public async Task Without_a_name_the_newest_that_is_not_deprecated_is_taken_and_the_others_are_named(string way)
    {
        await using var app = await StartAsync(way, swagger: false);

        app.Catalog.Tools.Select(tool => tool.Name).Should().BeEquivalentTo("Lamps_Get", "Lamps_Find2", "Lamps_Delete", "Lamps_Put");
        (await app.CallToolAsync("Lamps_Get", new { id = 7 })).Text().Should().Be("lamp 7 of 2");
        app.Catalog.Warnings.Should().ContainSingle(warning => warning.Contains("'v1', 'v3'") && warning.Contains("DocumentName"));
        app.Catalog.Omitted.Should().Contain(left => left.Change == "o.DocumentName = \"v3\";");
    }

    [Fact]
    public async Task The_version_may_be_named_by_the_application_instead()
    {
        await using var app = await StartAsync("header", swagger: false, VersionsAt("/one", "v2", options => options.Fix("X-Version", "1.0")));

        await using var client = await app.ConnectAsync("/one");

        (await client.CallToolAsync("Lamps_Get", new Dictionary<string, object?> { ["id"] = 7 })).Text().Should().Be("lamp 7 of 1");
    }

    [Fact]
    public async Task What_the_message_asks_for_is_not_what_its_calls_ask_for()
    {
        await using var app = await StartAsync("header", swagger: false, pipeline: application => application.Use((context, next) =>
        {
            // Middleware that looks at the version of a request leaves it noted there.
            _ = context.RequestedApiVersion;
            return next();
        }));

        (await app.CallToolAsync("Lamps_Get", new { id = 7 }, headers: [("X-Version", "1.0")])).Text().Should().Be("lamp 7 of 2");
    }

    [Theory, InlineData("/mcp"), InlineData("/pipeline")]
    public async Task What_a_document_wrote_into_its_paths_is_read_from_there(string endpoint)
    {
        await using var app = await McpTestApp.StartAsync(
            [typeof(TenantController)],
            services: services => services.AddSwaggerGen(options => options.DocumentFilter<OneTenant>()),
            map: application =>
            {
                application.MapControllers();
                application.MapMcp("/mcp");
                application.MapMcp("/pipeline", options => options.RunThroughPipeline = true);
            });
        await using var client = await app.ConnectAsync(endpoint);

        (await client.CallToolAsync("Tenant_Get", new Dictionary<string, object?> { ["id"] = "a b" })).Text().Should().Be("north pole: a b");
    }

    private static Action<WebApplication> VersionsAt(string path, string document, Action<McpOptions>? configure = null) => app => app.MapMcp(path, options =>
    {
        options.DocumentName = document;
        configure?.Invoke(options);
    });

    private static Task<McpTestApp> StartAsync(string way, bool swagger, params Action<WebApplication>[] endpoints) => StartAsync(way, swagger, null, endpoints);

    private static Task<McpTestApp> StartAsync(string way, bool swagger, Action<WebApplication>? pipeline, params Action<WebApplication>[] endpoints) => McpTestApp.StartAsync(
        [typeof(LampsController), typeof(NewLampsController)],
        services: services =>
        {
            if (way is "url" or "substituted")
                services.Configure<MvcOptions>(options => options.Conventions.Add(new VersionInAddress()));
            services.AddApiVersioning(options => options.ApiVersionReader = way switch
            {
                "header" => new HeaderApiVersionReader("X-Version"),
                "query" => new QueryStringApiVersionReader(),
                "media type" => new MediaTypeApiVersionReader(),
                _ => new UrlSegmentApiVersionReader(),
            }).AddMvc().AddApiExplorer(options =>
            {
                options.GroupNameFormat = "'v'V";
                options.SubstituteApiVersionInUrl = way == "substituted";
            });
            if (swagger)
            {
                services.AddSwaggerGen();
                services.AddSingleton<IConfigureOptions<SwaggerGenOptions>, DocumentsOfVersions>();
            }
        },
        pipeline: pipeline,
        map: app =>
        {
            app.MapControllers();
            if (endpoints.Length == 0)
                app.MapMcp("/mcp");
            foreach (var endpoint in endpoints)
                endpoint(app);
        });

    public sealed record Lamp(string Colour);

    // One action serves two versions, and two actions of one path serve one each.
    [ApiController, ApiVersion(1.0), ApiVersion(2.0), ApiVersion(3.0, Deprecated = true), Route("lamps")]
    public class LampsController : ControllerBase
    {
        [HttpGet("{id}"), Produces("text/plain")]
        public string Get(int id) => $"lamp {id} of {HttpContext.RequestedApiVersion?.MajorVersion}";

        [HttpGet, MapToApiVersion(1.0), Produces("text/plain")]
        public string Find() => "found by 1";

        [HttpDelete("{id}")]
        public IActionResult Delete(int id) => NoContent();
    }

    [ApiController, ApiVersion(2.0), Route("lamps"), ControllerName("Lamps")]
    public class NewLampsController : ControllerBase
    {
        [HttpGet, Produces("text/plain")]
        public string Find2() => "found by 2";

        [HttpPut("{id}"), Produces("text/plain")]
        public string Put(int id, Lamp lamp, ApiVersion version) => $"{lamp.Colour} {id} of {version.MajorVersion}";
    }

    private sealed class VersionInAddress : IApplicationModelConvention
    {
        private static readonly AttributeRouteModel _version = new(new RouteAttribute("v{version:apiVersion}"));

        public void Apply(ApplicationModel application)
        {
            foreach (var selector in application.Controllers.SelectMany(controller => controller.Selectors))
                selector.AttributeRouteModel = AttributeRouteModel.CombineAttributeRouteModel(_version, selector.AttributeRouteModel);
        }
    }

    private sealed class DocumentsOfVersions(IApiVersionDescriptionProvider versions) : IConfigureOptions<SwaggerGenOptions>
    {
        public void Configure(SwaggerGenOptions options)
        {
            foreach (var version in versions.ApiVersionDescriptions)
                options.SwaggerDoc(version.GroupName, new() { Title = "Lamps", Version = version.ApiVersion.ToString() });
        }
    }

    [ApiController, Route("tenants/{tenant:minlength(3)}/things")]
    public sealed class TenantController : ControllerBase
    {
        [HttpGet("{id}")]
        public string Get(string tenant, string id) => $"{tenant}: {id}";
    }

    private sealed class OneTenant : IDocumentFilter
    {
        public void Apply(Microsoft.OpenApi.OpenApiDocument swaggerDoc, DocumentFilterContext context)
        {
            var paths = swaggerDoc.Paths.ToArray();
            swaggerDoc.Paths.Clear();
            foreach (var (path, item) in paths)
            {
                foreach (var operation in item.Operations!.Values)
                    operation.Parameters = [.. operation.Parameters!.Where(parameter => parameter.Name != "tenant")];
                swaggerDoc.Paths.Add(path.Replace("{tenant}", "north%20pole", StringComparison.Ordinal), item);
            }
        }
    }
}
