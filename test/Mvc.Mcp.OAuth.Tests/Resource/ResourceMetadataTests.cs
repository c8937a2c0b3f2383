using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Mvc.Mcp.OAuth.Tests.TestApp;

namespace Mvc.Mcp.OAuth.Tests.Resource;

/// <summary>Every mapped MCP endpoint describes itself (RFC 9728), with the proxy or without.</summary>
public sealed class ResourceMetadataTests
{
    [Fact]
    public async Task An_endpoint_is_described_where_clients_look()
    {
        await using var app = await StandaloneApp.StartAsync(configure: o =>
        {
            o.ScopesSupported.Add("shop.read");
            o.ResourceName = "The Shop";
            o.ResourceDocumentation = new Uri("https://docs.example.com/shop");
        });

        var document = (await app.CreateClient().GetFromJsonAsync<JsonObject>("/.well-known/oauth-protected-resource/mcp"))!;

        document.ToJsonString().Should().Be(JsonNode.Parse($$"""
            {"resource":"{{ProxyApp.Resource}}","authorization_servers":["{{FakeIdentityProvider.Issuer}}"],"bearer_methods_supported":["header"],
             "scopes_supported":["shop.read"],"resource_name":"The Shop","resource_documentation":"https://docs.example.com/shop"}
            """)!.ToJsonString());
    }

    [Fact]
    public async Task Several_endpoints_are_described_each_by_itself()
    {
        await using var app = await StandaloneApp.StartAsync(map: web =>
        {
            web.MapMcpResourceMetadata();
            ProxyApp.MapMcpDouble(web, "/");
            ProxyApp.MapMcpDouble(web, "/admin/mcp");
            ProxyApp.MapMcpDouble(web, "/tenants/{tenant}/mcp");
        });
        var http = app.CreateClient();

        (await ResourceAsync("")).Should().Be(ProxyApp.Origin);
        (await ResourceAsync("/admin/mcp")).Should().Be(ProxyApp.Origin + "/admin/mcp");
        (await ResourceAsync("/tenants/a%20b/mcp")).Should().Be(ProxyApp.Origin + "/tenants/a%20b/mcp");

        async Task<string> ResourceAsync(string path) =>
            (string)(await http.GetFromJsonAsync<JsonObject>("/.well-known/oauth-protected-resource" + path))!["resource"]!;
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/api")]
    [InlineData("/mcp/more")]
    public async Task What_is_not_an_mcp_endpoint_is_not_described(string path)
    {
        await using var app = await StandaloneApp.StartAsync();

        (await app.CreateClient().GetAsync("/.well-known/oauth-protected-resource" + path)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_public_origin_counts_and_not_the_host_that_a_caller_claims()
    {
        await using var app = await StandaloneApp.StartAsync(configure: o => o.PublicOrigin = new Uri("https://public.example.com"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp") { Headers = { Host = "attacker.example" } };

        var response = await app.CreateClient().SendAsync(request);

        response.Headers.WwwAuthenticate.ToString().Should().Contain("https://public.example.com/.well-known/oauth-protected-resource/mcp");
    }

    [Fact]
    public async Task The_proxy_describes_itself_as_the_authorization_server()
    {
        await using var app = await ProxyApp.StartAsync(o => o.DefaultScopes.Add("offline_access"));

        var document = (await app.CreateClient().GetFromJsonAsync<JsonObject>("/.well-known/oauth-protected-resource/mcp"))!;

        ((string)document["authorization_servers"]![0]!).Should().Be(ProxyApp.Origin);
        document["scopes_supported"]!.AsArray().Select(scope => (string)scope!).Should().Equal("shop.read");
    }

    [Fact]
    public async Task Metadata_without_an_authorization_server_stops_the_start()
    {
        var start = () => StandaloneApp.StartAsync(configure: o => o.AuthorizationServers.Clear());

        (await start.Should().ThrowAsync<OptionsValidationException>()).WithMessage("*AuthorizationServers is empty*");
    }

    [Fact]
    public async Task Metadata_that_is_not_mapped_stops_the_start()
    {
        var start = () => StandaloneApp.StartAsync(map: web => ProxyApp.MapMcpDouble(web, "/mcp"));

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*MapMcpResourceMetadata*");
    }

    [Fact]
    public async Task Without_AddMcp_there_is_nothing_to_describe_and_the_start_stops()
    {
        var start = () => StandaloneApp.StartAsync(before: s => s.RemoveAll<IMcpEndpoints>());

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*AddControllers().AddMcp()*");
    }

    [Fact]
    public async Task The_scheme_of_the_sdk_that_would_hide_the_metadata_stops_the_start()
    {
        var start = () => StandaloneApp.StartAsync(before: s => s.AddAuthentication().AddMcp(o => o.ResourceMetadata = new() { Resource = ProxyApp.Resource }));

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*leave out .AddMcp(...)*");
    }

    [Fact]
    public async Task A_handler_that_would_hide_the_challenges_stops_the_start()
    {
        var start = () => StandaloneApp.StartAsync(after: s => s.AddSingleton<IAuthorizationMiddlewareResultHandler, AuthorizationMiddlewareResultHandler>());

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*register it before*");
    }

    [Fact]
    public void Mapping_what_was_not_registered_says_what_to_call()
    {
        var app = WebApplication.CreateSlimBuilder().Build();

        FluentActions.Invoking(() => app.MapMcpResourceMetadata()).Should().Throw<InvalidOperationException>().WithMessage("*AddMcpResourceMetadata*");
        FluentActions.Invoking(() => app.MapMcpOAuthProxy()).Should().Throw<InvalidOperationException>().WithMessage("*AddMcpOAuthProxy*");
    }
}
