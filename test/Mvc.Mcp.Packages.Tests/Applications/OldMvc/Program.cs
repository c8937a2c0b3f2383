using Microsoft.AspNetCore.Mvc;

// As applications are that began before ASP.NET Core 3.
Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(host => host.UseStartup<Startup>()).Build().Run();

public sealed class Startup
{
    public void ConfigureServices(IServiceCollection services) =>
        services.AddMvc(options => options.EnableEndpointRouting = false).AddMcp();

    public void Configure(IApplicationBuilder app)
    {
        app.UseRouting();
        app.UseEndpoints(endpoints => endpoints.MapMcp("/mcp"));
        app.UseMvc();
    }
}

[ApiController, Route("lamps")]
public sealed class LampsController : ControllerBase
{
    [HttpGet("{id}")]
    public Lamp Get(int id) => new(id, Request.Path);
}

public sealed record Lamp(int Id, string Path);
