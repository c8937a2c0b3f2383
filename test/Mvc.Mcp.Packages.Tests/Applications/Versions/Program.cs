using Asp.Versioning;
using Asp.Versioning.ApiExplorer;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.Extensions.Options;
using Swashbuckle.AspNetCore.SwaggerGen;

var builder = WebApplication.CreateBuilder(args);
var way = builder.Configuration["way"];
builder.Services.AddControllers(options =>
{
    if (way is "url" or "substituted")
        options.Conventions.Add(new VersionInAddress());
}).AddMcp();
builder.Services.AddApiVersioning(options => options.ApiVersionReader = way switch
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
if (builder.Configuration["documents"] == "true")
{
    builder.Services.AddSwaggerGen();
    builder.Services.AddTransient<IConfigureOptions<SwaggerGenOptions>, DocumentsOfVersions>();
}

var app = builder.Build();
app.MapControllers();
app.MapMcp("/mcp");
app.MapMcp("/mcp/v1", options => options.DocumentName = "v1");
app.MapMcp("/mcp/v2", options => options.DocumentName = "v2");
app.Run();

[ApiController, ApiVersion(1.0), ApiVersion(2.0), Route("lamps")]
public sealed class LampsController : ControllerBase
{
    [HttpGet("{id}")]
    public Lamp Get(int id, ApiVersion version) => new(id, $"red in {version.MajorVersion}");

    [HttpPost, MapToApiVersion(2.0)]
    public Lamp Add(Lamp lamp) => lamp;
}

public sealed record Lamp(int Id, string Colour);

internal sealed class VersionInAddress : IApplicationModelConvention
{
    public void Apply(ApplicationModel application)
    {
        foreach (var selector in application.Controllers.SelectMany(controller => controller.Selectors))
            selector.AttributeRouteModel = AttributeRouteModel.CombineAttributeRouteModel(
                new AttributeRouteModel(new RouteAttribute("v{version:apiVersion}")), selector.AttributeRouteModel);
    }
}

internal sealed class DocumentsOfVersions(IApiVersionDescriptionProvider versions) : IConfigureOptions<SwaggerGenOptions>
{
    public void Configure(SwaggerGenOptions options)
    {
        foreach (var version in versions.ApiVersionDescriptions)
            options.SwaggerDoc(version.GroupName, new() { Title = "Lamps", Version = version.ApiVersion.ToString() });
    }
}
