using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.OAuth.Tests.TestApp;

namespace Mvc.Mcp.OAuth.Tests;

/// <summary>Clients that run in a browser are served where the application allows their origin; the user's pages are not.</summary>
public sealed class CorsTests
{
    private const string ClientOrigin = "http://localhost:6274";

    [Theory]
    [InlineData("/.well-known/oauth-protected-resource/mcp", "GET")]
    [InlineData("/.well-known/oauth-authorization-server", "GET")]
    [InlineData("/oauth/register", "POST")]
    [InlineData("/oauth/token", "POST")]
    [InlineData("/mcp", "POST")]
    public async Task What_a_client_calls_answers_a_preflight(string path, string method)
    {
        await using var app = await StartAsync();

        var response = await PreflightAsync(app, path, method);

        response.StatusCode.Should().Be(HttpStatusCode.NoContent);
        response.Headers.GetValues("Access-Control-Allow-Origin").Should().Equal(ClientOrigin);
    }

    [Fact]
    public async Task What_a_client_calls_is_readable_for_the_allowed_origin()
    {
        await using var app = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/.well-known/oauth-authorization-server") { Headers = { { "Origin", ClientOrigin } } };

        (await app.CreateClient().SendAsync(request)).Headers.GetValues("Access-Control-Allow-Origin").Should().Equal(ClientOrigin);
    }

    [Fact]
    public async Task The_pages_of_the_user_stay_out_of_any_policy_of_the_proxys_endpoints()
    {
        var endpoints = new[] { "/oauth/authorize", "/oauth/consent", "/oauth/callback" };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddMcpOAuthProxy(o =>
        {
            o.PublicOrigin = new Uri(ProxyApp.Origin);
            o.MetadataAddress = new Uri(FakeIdentityProvider.DiscoveryAddress);
            (o.ClientId, o.ClientSecret, o.Audience) = ("x", "y", "z");
        });
        await using var app = builder.Build();
        app.MapMcpOAuthProxy().RequireCors("any");

        var mapped = ((Microsoft.AspNetCore.Routing.IEndpointRouteBuilder)app).DataSources.SelectMany(d => d.Endpoints).OfType<Microsoft.AspNetCore.Routing.RouteEndpoint>().ToList();

        foreach (var endpoint in mapped)
        {
            var path = endpoint.RoutePattern.RawText!;
            (endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Cors.Infrastructure.ICorsMetadata>() is Microsoft.AspNetCore.Cors.Infrastructure.IDisableCorsAttribute)
                .Should().Be(endpoints.Contains(path), path);
        }
        mapped.Should().HaveCount(8);
    }

    private static Task<ProxyApp> StartAsync() => ProxyApp.StartAsync(
        services: s => s.AddCors(c => c.AddDefaultPolicy(p => p.WithOrigins(ClientOrigin).AllowAnyHeader().AllowAnyMethod())),
        before: web => web.UseRouting().UseCors());

    private static async Task<HttpResponseMessage> PreflightAsync(ProxyApp app, string path, string method)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, path)
        {
            Headers = { { "Origin", ClientOrigin }, { "Access-Control-Request-Method", method }, { "Access-Control-Request-Headers", "authorization,content-type,mcp-protocol-version" } },
        };
        return await app.CreateClient().SendAsync(request);
    }
}
