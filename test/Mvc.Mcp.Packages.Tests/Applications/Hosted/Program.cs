using Microsoft.AspNetCore.Mvc;

Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(host => host.UseStartup<Startup>()).Build().Run();

/// <summary>The same controllers as single-page applications, those behind a proxy and those in a group serve them.</summary>
public sealed class Startup(IConfiguration configuration)
{
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddControllers().AddMcp();
        services.AddAuthorization();
    }

    public void Configure(IApplicationBuilder app)
    {
        var way = configuration["way"];
        if (way == "path base")
            app.UsePathBase("/shop");
        app.UseStaticFiles();
        app.UseRouting();
        app.UseAuthorization();
        app.UseEndpoints(endpoints =>
        {
            if (way == "group")
                endpoints.MapGroup("/api").MapControllers();
            else
                endpoints.MapControllers();
            endpoints.MapMcp("/mcp");
            endpoints.MapFallbackToFile("index.html");
        });
    }
}

[ApiController, Route("lamps")]
public sealed class LampsController : ControllerBase
{
    [HttpGet("{id}")]
    public Lamp Get(int id) => new(id, Request.PathBase + Request.Path, Url.Action(nameof(Get), new { id = 8 }));

    [HttpPost]
    public ActionResult<Lamp> Add(Lamp lamp) => CreatedAtAction(nameof(Get), new { id = lamp.Id }, lamp);
}

public sealed record Lamp(int Id, string Path, string? Next);
