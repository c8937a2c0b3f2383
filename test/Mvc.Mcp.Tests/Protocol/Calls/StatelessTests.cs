using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

using Mvc.Mcp.Tests.Protocol.Host;

namespace Mvc.Mcp.Tests.Protocol.Calls;

public class StatelessTests
{
    public static TheoryData<string?> Versions => [null, "2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"];

    [Theory, MemberData(nameof(Versions))]
    public async Task A_client_of_each_version_lists_and_calls_tools(string? version)
    {
        await using var app = await TestServerApp.StartAsync(mcp => mcp.WithTools([McpServerTool.Create((int a, int b) => a + b, new() { Name = "add" })]));
        await using var client = await app.ConnectAsync(version);

        var tools = await client.ListToolsAsync();
        var result = await client.CallToolAsync("add", new Dictionary<string, object?> { ["a"] = 2, ["b"] = 3 });

        tools.Should().ContainSingle().Which.Name.Should().Be("add");
        result.Content.OfType<TextContentBlock>().Single().Text.Should().Be("5");
        client.NegotiatedProtocolVersion.Should().Be(version ?? "2026-07-28");
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_tool_sees_the_callers_context_user_and_services(string? version)
    {
        HttpContext? fromMiddleware = null;
        await using var app = await TestServerApp.StartAsync(
            mcp => mcp.WithTools([McpServerTool.Create(WhoAmI, new() { Name = "who" })]),
            services: services => services.AddScoped<Tenant>(),
            pipeline: application => application.Use((http, next) =>
            {
                fromMiddleware = http;
                http.User = new(new ClaimsIdentity([new Claim(ClaimTypes.Name, "ada")], "test"));
                http.RequestServices.GetRequiredService<Tenant>().Name = "north";
                return next(http);
            }));
        await using var client = await app.ConnectAsync(version);

        var result = await client.CallToolAsync("who");

        result.Content.OfType<TextContentBlock>().Single().Text.Should().Be("ada of north at /mcp, same services");

        string WhoAmI(RequestContext<CallToolRequestParams> request)
        {
            var http = request.Services!.GetRequiredService<IHttpContextAccessor>().HttpContext!;
            var same = ReferenceEquals(http, fromMiddleware) &&
                ReferenceEquals(request.Services!.GetRequiredService<Tenant>(), http.RequestServices.GetRequiredService<Tenant>());
            return $"{request.User!.Identity!.Name} of {request.Services!.GetRequiredService<Tenant>().Name} at {http.Request.Path}" +
                (same ? ", same services" : ", other services");
        }
    }

    private sealed class Tenant
    {
        public string Name { get; set; } = "";
    }
}
