using Microsoft.AspNetCore.Mvc;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Serialization;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddControllers().AddNewtonsoftJson(options =>
    options.SerializerSettings.ContractResolver = new DefaultContractResolver { NamingStrategy = new SnakeCaseNamingStrategy() }).AddMcp();
#if SWASHBUCKLE
builder.Services.AddSwaggerGenNewtonsoftSupport();
#endif

var app = builder.Build();
app.MapControllers();
app.MapMcp("/mcp");
app.Run();

[ApiController, Route("lamps")]
public sealed class LampsController : ControllerBase
{
    [HttpPost]
    public Lamp Add(Lamp lamp) => lamp;

    [HttpGet]
    public Lamp Get() => new() { FullName = "Spot", Price = 3, Kind = Kind.Wall };
}

public sealed class Lamp
{
    public string? FullName { get; set; }

    [JsonProperty("price_in_euros")]
    public decimal Price { get; set; }

    [JsonConverter(typeof(StringEnumConverter))]
    public Kind Kind { get; set; }
}

public enum Kind
{
    Table,
    Wall,
}
