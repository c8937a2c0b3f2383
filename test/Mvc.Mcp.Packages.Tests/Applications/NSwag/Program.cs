using Microsoft.AspNetCore.Mvc;

var builder = WebApplication.CreateBuilder(args);
var controllers = builder.Services.AddControllers();
builder.Services.AddOpenApiDocument(document => document.Title = "Lamps");
if (builder.Configuration["mcp"] != "false")
    controllers.AddMcp();

var app = builder.Build();
app.UseOpenApi();
app.MapControllers();
if (builder.Configuration["mcp"] != "false")
    app.MapMcp("/mcp");
app.Run();

[ApiController, Route("lamps")]
public sealed class LampsController : ControllerBase
{
    [HttpGet("{id}")]
    public Lamp Get(int id) => new(id, "red");

    [HttpPost]
    public Lamp Add(Lamp lamp) => lamp;
}

[Route("plain")]
public sealed class PlainController : ControllerBase
{
    [HttpGet]
    public string Get() => "plain";
}

public sealed record Lamp(int Id, string Colour);
