using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OData;
using Microsoft.AspNetCore.OData.Deltas;
using Microsoft.AspNetCore.OData.Query;
using Microsoft.AspNetCore.OData.Routing.Controllers;
using Microsoft.OData.ModelBuilder;

var model = new ODataConventionModelBuilder();
model.EntitySet<Lamp>("Lamps");
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddControllers().AddOData(options => options.EnableQueryFeatures(100).AddRouteComponents("odata", model.GetEdmModel())).AddMcp();

var app = builder.Build();
app.MapControllers();
app.MapMcp("/mcp");
app.Run();

public sealed class LampsController : ODataController
{
    private static readonly List<Lamp> _lamps = [new() { Id = 1, Name = "Spot", Price = 3 }, new() { Id = 2, Name = "Tube" }];

    [EnableQuery]
    public IQueryable<Lamp> Get() => _lamps.AsQueryable();

    public Lamp? Get(int key) => _lamps.Find(lamp => lamp.Id == key);

    public IActionResult Patch(int key, [FromBody] Delta<Lamp> delta)
    {
        delta.Patch(Get(key)!);
        return Ok(Get(key));
    }
}

public sealed class Lamp
{
    public int Id { get; set; }

    public string Name { get; set; } = "";

    public decimal? Price { get; set; }
}
