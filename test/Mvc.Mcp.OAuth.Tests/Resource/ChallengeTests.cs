using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;
using Mvc.Mcp.OAuth.Tests.TestApp;

namespace Mvc.Mcp.OAuth.Tests.Resource;

/// <summary>Refusals of an MCP endpoint tell the client what it needs to do better.</summary>
public sealed class ChallengeTests
{
    private const string MetadataAddress = ProxyApp.Origin + "/.well-known/oauth-protected-resource/mcp";

    [Fact]
    public async Task A_call_without_a_token_is_told_where_the_metadata_is_and_which_scopes_to_ask_for()
    {
        await using var app = await ProxyApp.StartAsync();

        var response = await CallAsync(app, null);

        response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        Challenge(response).Should().BeEquivalentTo($"scope=\"shop.read\", resource_metadata=\"{MetadataAddress}\"");
    }

    [Fact]
    public async Task What_the_scheme_says_of_a_bad_token_stays()
    {
        await using var app = await ProxyApp.StartAsync();

        var response = await CallAsync(app, FakeIdentityProvider.CreateToken("api://another", "shop.read"));

        response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        Challenge(response).Should().StartWith("error=\"invalid_token\", error_description=")
            .And.EndWith($"scope=\"shop.read\", resource_metadata=\"{MetadataAddress}\"");
    }

    [Fact]
    public async Task The_scopes_of_the_endpoints_policy_are_named_instead_of_the_general_ones()
    {
        await using var app = await ProxyApp.StartAsync(policy: p => p.RequireMcpScope("shop.read", "shop.mcp"));

        Challenge(await CallAsync(app, null)).Should().StartWith("scope=\"shop.read shop.mcp\"");
    }

    [Fact]
    public async Task A_token_that_lacks_a_scope_of_the_endpoint_is_told_all_scopes_it_needs()
    {
        await using var app = await ProxyApp.StartAsync(policy: p => p.RequireMcpScope("shop.read", "shop.mcp"));

        var response = await CallAsync(app, Token("shop.read"));

        response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        Challenge(response).Should().Be($"error=\"insufficient_scope\", scope=\"shop.read shop.mcp\", resource_metadata=\"{MetadataAddress}\"");
    }

    [Fact]
    public async Task Scopes_in_a_claims_requirement_count_as_well()
    {
        await using var app = await ProxyApp.StartAsync(policy: p => p.RequireClaim("scope", "shop.mcp"));

        Challenge(await CallAsync(app, Token("shop.read"))).Should().StartWith("error=\"insufficient_scope\", scope=\"shop.mcp\"");
    }

    [Fact]
    public async Task A_refusal_that_more_scopes_would_not_change_does_not_ask_for_them()
    {
        await using var app = await ProxyApp.StartAsync(policy: p => p.RequireMcpScope("shop.mcp").RequireRole("admin"));

        var response = await CallAsync(app, Token("shop.read"));

        response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        response.Headers.WwwAuthenticate.ToString().Should().NotContain("insufficient_scope");
    }

    [Theory]
    [InlineData("shop.read shop.mcp")]
    [InlineData("shop.mcp other")]
    public async Task A_token_with_the_scope_is_let_in(string scope)
    {
        await using var app = await ProxyApp.StartAsync(policy: p => p.RequireMcpScope("shop.mcp"));

        (await CallAsync(app, Token(scope))).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_tool_whose_policy_asks_for_a_scope_is_refused_before_it_runs_with_all_scopes_needed()
    {
        await using var app = await StartWithToolsAsync();

        var response = await CallAsync(app, Token("shop.mcp"), "cancel_order");

        response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        Challenge(response).Should().Be($"error=\"insufficient_scope\", scope=\"shop.mcp shop.write shop.cancel\", resource_metadata=\"{MetadataAddress}\"");
    }

    [Fact]
    public async Task A_call_without_a_token_that_names_a_tool_is_told_its_scopes_at_once()
    {
        await using var app = await StartWithToolsAsync();

        Challenge(await CallAsync(app, null, "cancel_order")).Should().StartWith("scope=\"shop.mcp shop.write shop.cancel\"");
    }

    [Theory]
    [InlineData("list_products")]
    [InlineData("unknown_tool")]
    [InlineData("=?base64?bGlzdF9wcm9kdWN0cw==?=")]
    [InlineData("=?base64?not base64?=")]
    public async Task A_tool_that_asks_for_no_scope_or_is_unknown_is_left_to_the_server(string tool)
    {
        await using var app = await StartWithToolsAsync();

        (await CallAsync(app, Token("shop.mcp"), tool)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("list_products", HttpStatusCode.Forbidden)]
    [InlineData("cancel_order", HttpStatusCode.Forbidden)]
    [InlineData("unknown_tool", HttpStatusCode.OK)]
    public async Task An_endpoint_with_tools_of_its_own_is_asked_for_them_first(string tool, HttpStatusCode status)
    {
        var own = McpServerTool.Create([NeedsScope("shop.own")] () => "own", new() { Name = "list_products" });
        await using var app = await StartWithToolsAsync(before: web => ProxyApp.MapMcpDouble(web, "/own")
            .WithMetadata(new OwnTool(own, web.Services.GetRequiredService<IOptions<McpServerOptions>>().Value)).RequireAuthorization());

        (await CallAsync(app, Token("shop.mcp"), tool, "/own")).StatusCode.Should().Be(status);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"cancel_order"}}""", HttpStatusCode.Forbidden)]
    [InlineData("""{"params":{"arguments":{"name":"list_products"},"name":"cancel_order"},"id":1,"method":"tools/call"}""", HttpStatusCode.Forbidden)]
    [InlineData("""{"method":"tools/call","params":{"name":"list_products","arguments":{"name":"cancel_order"}}}""", HttpStatusCode.OK)]
    [InlineData("""{"method":"tools/list","params":{"name":"cancel_order"}}""", HttpStatusCode.OK)]
    [InlineData("""{"method":"tools/call","params":["cancel_order"]}""", HttpStatusCode.OK)]
    [InlineData("""{"method":["tools/call"],"params":{"name":7}}""", HttpStatusCode.OK)]
    [InlineData("""{"method":"tools/call","params":{"name":"\ud800"}}""", HttpStatusCode.OK)]
    [InlineData("""[{"method":"tools/call","params":{"name":"cancel_order"}}]""", HttpStatusCode.OK)]
    [InlineData("""{"method":"tools/call","params":{"name":"cancel_order" """, HttpStatusCode.OK)]
    [InlineData("nonsense", HttpStatusCode.OK)]
    [InlineData("", HttpStatusCode.OK)]
    public async Task A_client_of_an_earlier_version_names_the_tool_in_the_body_alone(string body, HttpStatusCode status)
    {
        await using var app = await StartWithToolsAsync(before: web => ProxyApp.MapMcpDouble(web, "/echo", async context =>
            await new StreamReader(context.Request.BodyReader.AsStream()).ReadToEndAsync()).RequireAuthorization());

        using var response = await PostAsync(app, Token("shop.mcp"), body);

        response.StatusCode.Should().Be(status);
        if (status == HttpStatusCode.OK)
            (await response.Content.ReadAsStringAsync()).Should().Be(body, "nothing is taken of the body");
        else
            Challenge(response).Should().StartWith("error=\"insufficient_scope\", scope=\"shop.write shop.cancel\"");
    }

    [Fact]
    public async Task A_body_that_is_too_large_to_look_into_is_left_to_the_server()
    {
        await using var app = await StartWithToolsAsync(before: web => ProxyApp.MapMcpDouble(web, "/echo", async context =>
            $"{(await new StreamReader(context.Request.BodyReader.AsStream()).ReadToEndAsync()).Length}").RequireAuthorization());
        var body = "{\"method\":\"tools/call\",\"params\":{\"name\":\"cancel_order\",\"arguments\":{\"text\":\"" + new string('x', 1024 * 1024) + "\"}}}";

        foreach (var chunked in new[] { true, false })
        {
            using var response = await PostAsync(app, Token("shop.mcp"), body, chunked);
            (await response.Content.ReadAsStringAsync()).Should().Be($"{body.Length}");
        }
    }

    [Fact]
    public async Task The_body_of_who_may_not_call_is_not_waited_for()
    {
        await using var app = await StartWithToolsAsync();
        using var body = new EndlessContent();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp") { Content = body };

        using var response = await app.CreateClient().SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    /// <summary>JSON that never ends.</summary>
    private sealed class EndlessContent : HttpContent
    {
        private readonly TaskCompletionSource _end = new();

        public EndlessContent() => Headers.ContentType = new MediaTypeHeaderValue("application/json");

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("{"u8.ToArray());
            await stream.FlushAsync();
            await _end.Task;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            _end.TrySetResult();
            base.Dispose(disposing);
        }
    }

    private static async Task<HttpResponseMessage> PostAsync(ProxyApp app, string token, string body, bool chunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/echo")
        {
            Headers = { Authorization = new("Bearer", token), TransferEncodingChunked = chunked },
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        return await app.CreateClient().SendAsync(request);
    }

    [Fact]
    public async Task A_tools_name_may_be_encoded()
    {
        await using var app = await StartWithToolsAsync();

        (await CallAsync(app, Token("shop.mcp"), "=?base64?Y2FuY2VsX29yZGVy?=")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_token_with_the_tools_scopes_is_let_in()
    {
        await using var app = await StartWithToolsAsync();

        (await CallAsync(app, Token("shop.mcp shop.write shop.cancel"), "cancel_order")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_guards_a_tool_is_asked_of_the_one_authorization()
    {
        var authorization = new AsksForOneScope();
        await using var app = await StartWithToolsAsync(services => services.AddSingleton<IMcpAuthorization>(authorization));

        var response = await CallAsync(app, Token("shop.mcp"), "list_products");

        authorization.Asked.Should().Equal("list_products");
        Challenge(response).Should().StartWith("error=\"insufficient_scope\", scope=\"shop.mcp shop.one\"");
    }

    [Fact]
    public async Task A_broader_scope_can_imply_a_narrower_one()
    {
        await using var app = await StartWithToolsAsync(services => services.AddSingleton<IAuthorizationHandler, AdminHasEveryScope>());

        (await CallAsync(app, Token("shop.admin"), "cancel_order")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_applications_own_endpoints_are_left_alone()
    {
        await using var app = await ProxyApp.StartAsync(before: web => web.MapGet("/api", () => "api").RequireAuthorization());

        var response = await app.CreateClient().GetAsync("/api");

        response.Headers.WwwAuthenticate.Should().ContainSingle().Which.ToString().Should().Be("Bearer");
    }

    [Fact]
    public async Task A_challenge_of_another_scheme_gets_a_bearer_challenge_beside_it()
    {
        await using var app = await ProxyApp.StartAsync(services: s => s.AddAuthentication("ApiKey")
            .AddScheme<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions, ApiKeyDouble>("ApiKey", null), policy: p => p.AddAuthenticationSchemes("ApiKey"));

        var response = await CallAsync(app, null);

        response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        response.Headers.WwwAuthenticate.Select(h => h.Scheme).Should().Equal("ApiKey", "Bearer");
    }

    [Fact]
    public async Task A_challenge_that_names_the_metadata_itself_still_gets_scope_and_error()
    {
        await using var app = await ProxyApp.StartAsync(services: s => s.Configure<Microsoft.AspNetCore.Authentication.JwtBearer.JwtBearerOptions>("Bearer", o => o.Challenge = "Bearer resource_metadata=\"https://shop.example.com/mine\""), policy: p => p.RequireMcpScope("shop.mcp"));

        Challenge(await CallAsync(app, null)).Should().Be("resource_metadata=\"https://shop.example.com/mine\", scope=\"shop.mcp\"");
    }

    [Fact]
    public async Task The_applications_own_handler_of_refusals_is_still_called()
    {
        var own = new OwnResultHandler();
        await using var wrapped = await StandaloneApp.StartAsync(services => services.AddSingleton<IAuthorizationMiddlewareResultHandler>(own));

        await wrapped.CreateClient().PostAsync("/mcp", null);

        own.Called.Should().BeTrue();
    }

    private static Task<ProxyApp> StartWithToolsAsync(Action<IServiceCollection>? further = null, Action<WebApplication>? before = null) => ProxyApp.StartAsync(
        services: services =>
        {
            services.AddAuthorizationBuilder().AddPolicy("write", p => p.RequireMcpScope("shop.write"));
            services.AddSingleton(McpServerTool.Create([Authorize("write")][NeedsScope("shop.cancel")] () => "cancelled", new() { Name = "cancel_order" }));
            services.AddSingleton(McpServerTool.Create(() => "products", new() { Name = "list_products" }));
            further?.Invoke(services);
        },
        before: before,
        policy: p => p.RequireMcpScope("shop.mcp"));

    private static string Token(string scope) => FakeIdentityProvider.CreateToken(FakeIdentityProvider.Audience, scope);

    private static async Task<HttpResponseMessage> CallAsync(ProxyApp app, string? token, string? tool = null, string path = "/mcp")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (tool is not null)
        {
            request.Headers.Add("Mcp-Method", "tools/call");
            request.Headers.Add("Mcp-Name", tool);
        }
        return await app.CreateClient().SendAsync(request);
    }

    private static string Challenge(HttpResponseMessage response) =>
        response.Headers.WwwAuthenticate.Should().ContainSingle().Which.Parameter!;

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class NeedsScopeAttribute(string scope) : Attribute, IAuthorizationRequirementData
    {
        public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new McpScopeRequirement(scope)];
    }

    private sealed class AsksForOneScope : IMcpAuthorization
    {
        public List<string> Asked { get; } = [];

        public ValueTask<AuthorizationPolicy?> GetPolicyAsync(IMcpServerPrimitive primitive)
        {
            Asked.Add(primitive.Id);
            return new(new AuthorizationPolicyBuilder().RequireMcpScope("shop.one").Build());
        }
    }

    private sealed class AdminHasEveryScope : AuthorizationHandler<McpScopeRequirement>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, McpScopeRequirement requirement)
        {
            if (context.User.HasClaim("scope", "shop.admin"))
                context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }

    private sealed class OwnResultHandler : IAuthorizationMiddlewareResultHandler
    {
        public bool Called { get; private set; }

        public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, Microsoft.AspNetCore.Authorization.Policy.PolicyAuthorizationResult authorizeResult)
        {
            Called = true;
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }
    }

    /// <summary>An endpoint with one tool of its own beside the application's.</summary>
    private sealed class OwnTool(McpServerTool own, McpServerOptions application) : IMcpEndpointMetadata
    {
        public IMcpCatalog Catalog => throw new NotSupportedException();

        public McpServerTool? FindTool(string name) =>
            name == own.ProtocolTool.Name ? own : application.ToolCollection!.TryGetPrimitive(name, out var tool) ? tool : null;
    }
}
