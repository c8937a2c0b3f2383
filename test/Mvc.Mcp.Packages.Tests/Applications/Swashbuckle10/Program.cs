using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Annotations;
#if FILTERS
using Swashbuckle.AspNetCore.Filters;
#endif
using Swashbuckle.AspNetCore.SwaggerGen;

var builder = WebApplication.CreateBuilder(args);
var controllers = builder.Services.AddControllers();
builder.Services.AddSwaggerGen(options =>
{
    options.SwaggerDoc("v1", new OpenApiInfo { Title = "Lamps", Version = "v1" });
    options.EnableAnnotations();
    options.OperationFilter<RegionHeader>();
    options.SchemaFilter<Colours>();
    options.DocumentFilter<WithoutSecrets>();
#if FILTERS
    options.ExampleFilters();
    options.OperationFilter<AppendAuthorizeToSummaryOperationFilter>();
#endif
});
#if FILTERS
builder.Services.AddSwaggerExamplesFromAssemblyOf<LampExample>();
#endif
if (builder.Configuration["mcp"] != "false")
    controllers.AddMcp();

var app = builder.Build();
app.UseSwagger();
app.MapControllers();
if (builder.Configuration["mcp"] != "false")
    app.MapMcp("/mcp");
app.Run();

[ApiController, Route("lamps"), SwaggerTag("Lamps and their light")]
public sealed class LampsController : ControllerBase
{
    [HttpGet("{id}"), SwaggerOperation("Tells of one lamp.", "Says where it hangs, too.", OperationId = "get_lamp")]
    [SwaggerResponse(200, "The lamp.", typeof(Lamp))]
    public Lamp Get([SwaggerParameter("The number on it.")] int id, [FromHeader(Name = "X-Region")] string? region) =>
        new() { Id = id, Colour = "red", Place = region };

    [HttpPost(Name = "add_lamp")]
    public Lamp Add(Lamp lamp) => lamp;

    [HttpGet("secret", Name = "secret")]
    public string Secret() => "hush";
}

public sealed class Lamp
{
    public int Id { get; set; }

    [Required]
    public string Colour { get; set; } = "";

    [SwaggerSchema("Where it hangs.")]
    public string? Place { get; set; }
}

// As applications have them: with the types of the Microsoft.OpenApi that their Swashbuckle brings.
public sealed class RegionHeader : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>().Where(parameter => parameter.In == ParameterLocation.Header) ?? [])
            parameter.Description = "Where the caller is.";
    }
}

public sealed class Colours : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (context.MemberInfo?.Name == nameof(Lamp.Colour) && schema is OpenApiSchema colour)
            colour.Enum = ["red", "blue"];
    }
}

public sealed class WithoutSecrets : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context) => swaggerDoc.Paths.Remove("/lamps/secret");
}

#if FILTERS
public sealed class LampExample : IExamplesProvider<Lamp>
{
    public Lamp GetExamples() => new() { Id = 7, Colour = "blue" };
}
#endif
