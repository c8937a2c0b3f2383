using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.OAuth.Tests.TestApp;

namespace Mvc.Mcp.OAuth.Tests;

/// <summary>What the proxy adds to the application's endpoints.</summary>
public sealed class EndpointTests
{
    [Fact]
    public async Task Its_endpoints_are_open_to_anonymous_callers_whatever_the_fallback_policy()
    {
        await using var app = await ProxyApp.StartAsync(services: s => s.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build()));

        Mapped(app).Should().HaveCount(8).And.OnlyContain(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() != null);
        var client = await app.RegisterAsync();
        (await client.RedeemAsync(await client.AuthorizeAsync())).AccessToken.Should().NotBeNull();
    }

    [Fact]
    public async Task Its_endpoints_are_none_of_the_applications_operations()
    {
        await using var app = await ProxyApp.StartAsync();

        Mapped(app).Should().OnlyContain(endpoint => endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>()!.ExcludeFromDescription);
    }

    [Theory]
    [InlineData("/oauth/register", "GET")]
    [InlineData("/oauth/token", "GET")]
    [InlineData("/oauth/consent", "GET")]
    [InlineData("/oauth/authorize", "POST")]
    [InlineData("/oauth/callback", "POST")]
    public async Task Another_method_is_not_served(string path, string method)
    {
        await using var app = await ProxyApp.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        ((int)(await app.CreateClient().SendAsync(request)).StatusCode).Should().Be(StatusCodes.Status405MethodNotAllowed);
    }

    private static List<Endpoint> Mapped(ProxyApp app) =>
        [.. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(endpoint => endpoint.RoutePattern.RawText != "/mcp")];
}
