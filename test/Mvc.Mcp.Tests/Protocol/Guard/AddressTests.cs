using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Server;

using Mvc.Mcp.Tests.Protocol.Host;

namespace Mvc.Mcp.Tests.Protocol.Guard;

/// <summary>A web page that reaches a server on loopback by a rebound host name is turned away.</summary>
public class AddressTests
{
    [Theory]
    [InlineData("localhost", null, 200)]
    [InlineData("localhost:5000", "http://localhost:6274", 200)]
    [InlineData("127.0.0.1:5000", "http://127.0.0.1", 200)]
    [InlineData("[::1]:5000", "http://[::1]:3000", 200)]
    [InlineData("app.localhost", null, 200)]
    [InlineData("evil.example", null, 403)]
    [InlineData("evil.example:5000", "http://evil.example:5000", 403)]
    [InlineData("localhost.evil.example", null, 403)]
    [InlineData("127.0.0.1.evil.example", null, 403)]
    [InlineData("localhost", "http://evil.example", 403)]
    [InlineData("localhost", "https://localhost.evil.example", 403)]
    [InlineData("localhost", "null", 403)]
    [InlineData("localhost", "nonsense", 403)]
    public async Task On_loopback_only_local_names_are_served(string host, string? origin, int status)
    {
        await using var app = await StartAsync(IPAddress.Loopback);

        (await StatusAsync(app, host, origin)).Should().Be(status);
    }

    [Fact]
    public async Task Elsewhere_names_are_the_business_of_the_application()
    {
        await using var app = await StartAsync(IPAddress.Parse("10.0.0.7"));

        (await StatusAsync(app, "api.example", "https://chat.example")).Should().Be(200);
    }

    [Fact]
    public async Task A_public_name_that_a_proxy_passes_on_is_served_when_it_is_configured()
    {
        await using var app = await StartAsync(IPAddress.Loopback, services => services.Configure<HostFilteringOptions>(
            options => options.AllowedHosts = ["api.example", "*.shop.example"]));

        (await StatusAsync(app, "api.example", "https://api.example")).Should().Be(200);
        (await StatusAsync(app, "eu.shop.example", null)).Should().Be(200);
        (await StatusAsync(app, "evil.example", null)).Should().BeOneOf(400, 403);
        (await StatusAsync(app, "api.example", "https://evil.example")).Should().Be(403);
    }

    [Fact]
    public async Task That_a_template_allows_every_host_opens_nothing()
    {
        await using var app = await StartAsync(IPAddress.Loopback, services => services.Configure<HostFilteringOptions>(
            options => options.AllowedHosts = ["*"]));

        (await StatusAsync(app, "evil.example", null)).Should().Be(403);
    }

    [Fact]
    public async Task A_host_that_the_endpoint_requires_is_served()
    {
        await using var app = await StartAsync(IPAddress.Loopback, endpoint: endpoint => endpoint.RequireHost("api.example:*"));

        (await StatusAsync(app, "api.example", null)).Should().Be(200);
    }

    [Fact]
    public async Task An_origin_that_the_cors_policy_names_is_served_but_any_origin_is_not_all_of_them()
    {
        await using var named = await StartAsync(IPAddress.Loopback, services => services.AddCors(
            cors => cors.AddDefaultPolicy(policy => policy.WithOrigins("https://chat.example").AllowAnyHeader())));
        await using var any = await StartAsync(IPAddress.Loopback, services => services.AddCors(
            cors => cors.AddDefaultPolicy(policy => policy.AllowAnyOrigin())));

        (await StatusAsync(named, "localhost", "https://chat.example")).Should().Be(200);
        (await StatusAsync(named, "localhost", "https://evil.example")).Should().Be(403);
        (await StatusAsync(any, "localhost", "https://evil.example")).Should().Be(403);
    }

    private static Task<TestServerApp> StartAsync(
        IPAddress local, Action<IServiceCollection>? services = null, Action<IEndpointConventionBuilder>? endpoint = null) =>
        TestServerApp.StartAsync(
            mcp => mcp.WithTools([McpServerTool.Create(() => 1, new() { Name = "one" })]),
            services: services,
            pipeline: app => app.Use((http, next) =>
            {
                http.Connection.LocalIpAddress = local;
                return next(http);
            }),
            endpoint: endpoint);

    private static async Task<int> StatusAsync(TestServerApp app, string host, string? origin)
    {
        var request = McpPost.Standalone("tools/list");
        request.Headers.Host = host;
        if (origin is not null)
            request.Headers.TryAddWithoutValidation("Origin", origin);

        using var response = await app.Http.SendAsync(request);
        return (int)response.StatusCode;
    }
}
