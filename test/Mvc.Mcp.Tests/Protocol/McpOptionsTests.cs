using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Protocol;

public class McpOptionsTests
{
    [ApiController]
    public class PingController : ControllerBase
    {
        [HttpGet("ping", Name = "ping")]
        public string Ping() => "pong";
    }

    public static TheoryData<string, Action<McpOptions>> Mistakes => new()
    {
        { "ListPageSize", options => options.ListPageSize = 0 },
        { "Timeout", options => options.Timeout = TimeSpan.Zero },
        { "Timeout", options => options.Timeout = TimeSpan.FromDays(50) },
        { "MaxCallDepth", options => options.MaxCallDepth = -1 },
        { "MaxRequestBytes", options => options.MaxRequestBytes = 0 },
        { "MaxResponseBytes", options => options.MaxResponseBytes = 1L << 40 },
        { "OpenApi.RefreshInterval", options => options.OpenApi.RefreshInterval = TimeSpan.Zero },
        { "PropagatedHeaders", options => options.PropagatedHeaders.Add("X-Tenant: north") },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_wrong_setting_stops_the_start_and_is_named(string setting, Action<McpOptions> mistake)
    {
        var start = () => McpTestApp.StartAsync([typeof(PingController)], mistake);

        (await start.Should().ThrowAsync<OptionsValidationException>()).WithMessage($"*McpOptions.{setting} is*Set it to*");
    }

    [Fact]
    public async Task A_wrong_setting_of_one_endpoint_stops_the_start_too()
    {
        var start = () => McpTestApp.StartAsync(
            [typeof(PingController)],
            map: app =>
            {
                app.MapControllers();
                app.MapMcp("/mcp", options => options.ListPageSize = -1);
            });

        (await start.Should().ThrowAsync<OptionsValidationException>()).WithMessage("*McpOptions.ListPageSize is*");
    }

    [Fact]
    public async Task Plain_settings_come_from_configuration()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Mcp:ServerName"] = "Configured",
            ["Mcp:Timeout"] = "00:00:30",
            ["Mcp:PropagatedHeaders:0"] = "X-Tenant",
            ["Mcp:ExcludeOperations:0"] = "ping",
        }).Build();
        await using var app = await McpTestApp.StartAsync(
            [typeof(PingController)],
            services: services => services.Configure<McpOptions>(configuration.GetSection("Mcp")));
        await using var client = await app.ConnectAsync();

        var options = app.Services.GetRequiredService<IOptions<McpOptions>>().Value;

        options.Timeout.Should().Be(TimeSpan.FromSeconds(30));
        options.PropagatedHeaders.Should().Equal("Authorization", "X-Tenant");
        client.ServerInfo!.Name.Should().Be("Configured");
        app.Catalog.Tools.Should().BeEmpty();
    }
}
