using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.MinimalApis;

public class MinimalApiTests
{
    [Route("things")]
    public class ThingsController : ControllerBase
    {
        [HttpGet("{id}", Name = "get_thing")]
        public string Get(int id) => $"thing {id}";
    }

    [Fact]
    public async Task The_applications_own_Swagger_document_keeps_its_minimal_APIs()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddControllers().UseOnlyControllers(typeof(ThingsController)).AddMcp();
        builder.Services.AddEndpointsApiExplorer();
        await using var app = builder.Build();
        app.MapControllers();
        app.MapMcp("/mcp");
        app.MapGet("/minimal/{id}", (int id) => $"minimal {id}").WithName("get_minimal");
        await app.StartAsync();

        var document = await app.Services.GetRequiredService<Swashbuckle.AspNetCore.Swagger.IAsyncSwaggerProvider>().GetSwaggerAsync("v1");

        document.Paths.Keys.Should().BeEquivalentTo("/things/{id}", "/minimal/{id}");
    }
}
