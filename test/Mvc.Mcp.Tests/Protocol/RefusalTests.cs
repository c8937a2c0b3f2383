using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using ModelContextProtocol.AspNetCore;
using Mvc.Mcp.Tests.Execution;
using Mvc.Mcp.Tests.Hosting;
using Mvc.Mcp.Tests.Protocol.Host;

namespace Mvc.Mcp.Tests.Protocol;

/// <summary>
/// Clients sign in, refresh and ask for more by the status of an answer: credentials that fail and calls that are refused have
/// one, on an endpoint that is open to everybody.
/// </summary>
public class RefusalTests
{
    private static readonly string[] _versions = ["2025-06-18", "2025-11-25", "2026-07-28"];

    public static TheoryData<string> Versions => new(_versions);

    [Theory]
    [InlineData("tools/list")]
    [InlineData("tools/call")]
    [InlineData("server/discover")]
    public async Task Credentials_that_a_scheme_rejects_are_challenged(string method)
    {
        await using var app = await StartAsync();

        using var bad = await SendAsync(app, Request(method), "Bearer expired");
        using var none = await SendAsync(app, Request(method), null);
        using var good = await SendAsync(app, Request(method), "Bearer ann");
        using var other = await SendAsync(app, Request(method), "Basic YTpi");

        bad.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        bad.Headers.WwwAuthenticate.ToString().Should().Be("Bearer error=\"invalid_token\"");
        (await bad.ReadMessageAsync())["error"]!["message"]!.ToString().Should().StartWith("The credentials of this request were refused");
        none.StatusCode.Should().Be(HttpStatusCode.OK);
        good.StatusCode.Should().Be(HttpStatusCode.OK);
        other.StatusCode.Should().Be(HttpStatusCode.OK, "they are nothing to any scheme");
    }

    [Fact]
    public async Task A_scheme_that_only_an_action_names_is_asked_as_well()
    {
        await using var app = await StartAsync(services: services => services.AddAuthentication(options => options.DefaultScheme = "Cookies"));

        using var bad = await SendAsync(app, Request("tools/list"), "Bearer expired");
        using var good = await SendAsync(app, Request("tools/list"), "Bearer ann");

        bad.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        bad.Headers.WwwAuthenticate.ToString().Should().StartWith("Bearer");
        good.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_cookie_that_has_expired_means_nobody()
    {
        await using var app = await StartAsync(services: services => services.AddAuthentication(options => options.DefaultScheme = "Cookies"));
        var request = Request("tools/list");
        request.Headers.Add("Cookie", ".AspNetCore.Cookies=nonsense");

        using var answer = await SendAsync(app, request, null);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_is_forwarded_is_guarded_where_it_runs()
    {
        await using var app = await StartAsync(options: options => options.ForwardTo("api", client => client.BaseAddress = new Uri("http://127.0.0.1:1")));

        using var answer = await SendAsync(app, Request("tools/list"), "Bearer expired");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_call_that_needs_a_user_is_challenged_before_its_arguments_are_looked_at(string version)
    {
        foreach (var officialHost in new[] { false, true })
        {
            foreach (var throughPipeline in new[] { false, true })
            {
                await using var app = await StartAsync(
                    options: options => options.RunThroughPipeline = throughPipeline,
                    services: services => LookIntoSessions(services, officialHost));

                using var answer = await SendAsync(app, Call(version, "mine", throughPipeline ? new() { ["id"] = "1" } : new() { ["wrong"] = 1 }), null);

                // The official host begins the answers of these versions before it looks at the message.
                var begun = officialHost && version != McpPost.Newest;
                answer.StatusCode.Should().Be(begun ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, $"{officialHost} {throughPipeline}");
                answer.Headers.WwwAuthenticate.ToString().Should().Be(begun ? "" : "Bearer");
                (await TextOf(answer)).Should().StartWith("401 Unauthorized\nWWW-Authenticate: Bearer").And.NotContain("wrong");
            }
        }
    }

    [Fact]
    public async Task A_resource_that_needs_a_user_is_challenged_as_well()
    {
        await using var app = await StartAsync(options: options => options.Rules.Add(new OperationRule { Pattern = "^/mine/", Kind = McpKind.ResourceTemplate }));

        using var answer = await SendAsync(app, McpPost.Standalone("resources/read", new JsonObject { ["uri"] = "api:///mine/1" }), null);

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ToString().Should().Be("Bearer");
    }

    [Fact]
    public async Task A_caller_who_has_signed_in_is_told_in_the_result_alone()
    {
        await using var app = await StartAsync();

        using var answer = await SendAsync(app, Call(McpPost.Newest, "admins", []), "Bearer ann");

        answer.StatusCode.Should().Be(HttpStatusCode.OK, "to sign in again would change nothing");
        (await TextOf(answer)).Should().StartWith("403");
    }

    [Fact]
    public async Task A_status_that_the_action_itself_gives_is_a_result()
    {
        await using var app = await StartAsync();

        using var answer = await SendAsync(app, Call(McpPost.Newest, "log_in", []), null);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await TextOf(answer)).Should().StartWith("401");
    }

    [Fact]
    public async Task In_a_session_the_result_says_it()
    {
#pragma warning disable MCP9006 // Sessions are what is tested here.
        await using var app = await StartAsync(services: services => services.Configure<HttpServerTransportOptions>(options => options.SessionMode = HttpServerSessionMode.Stateful));
#pragma warning restore MCP9006
        await using var client = await app.ConnectAsync();

        client.SessionId.Should().NotBeNull();
        (await client.CallToolAsync("mine", new Dictionary<string, object?> { ["id"] = "1" })).Text().Should().StartWith("401 Unauthorized\nWWW-Authenticate: Bearer");
        using var raw = await SendAsync(app, McpPost.Legacy("tools/call", new JsonObject { ["name"] = "mine", ["arguments"] = new JsonObject { ["id"] = "1" } }, session: client.SessionId), null);
        raw.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Where_the_answer_has_begun_the_result_says_it()
    {
        var clock = new FakeTimeProvider();
        await using var app = await StartAsync(services: services =>
        {
            services.Configure<HttpServerTransportOptions>(options => options.TimeProvider = clock);
            services.AddSingleton<IAuthorizationHandler>(new Slow(clock));
        });

        using var answer = await SendAsync(app, Call(McpPost.Newest, "slow", []), null);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await TextOf(answer)).Should().StartWith("401 Unauthorized\nWWW-Authenticate: Bearer");
    }

    [Fact]
    public async Task Whether_the_user_may_call_at_all_is_waited_for()
    {
        var clock = new FakeTimeProvider();
        await using var app = await StartAsync(services: services => services
            .AddSingleton(clock)
            .Configure<HttpServerTransportOptions>(options => options.TimeProvider = clock));

        using var answer = await SendAsync(app, Call(McpPost.Newest, "slow_scheme", []), null);

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData(null, "Sign in to see more.")]
    [InlineData("ann", null)]
    public async Task Callers_who_are_shown_less_are_told_to_sign_in(string? user, string? hint)
    {
        await using var app = await StartAsync(options: options =>
        {
            options.Instructions = "A shop.";
            options.AnonymousHint = "Sign in to see more.";
            options.ExcludeOperations.Add("admins");
        });
        var expected = hint is null ? "A shop." : $"A shop.\n\n{hint}";

        foreach (var request in new[] { McpPost.Initialize(), Request("server/discover") })
        {
            using var answer = await SendAsync(app, request, user is null ? null : $"Bearer {user}");
            (await answer.ReadMessageAsync())["result"]!["instructions"]!.ToString().Should().Be(expected);
        }
    }

    [Fact]
    public async Task Where_nothing_is_kept_from_anybody_nobody_is_told_to_sign_in()
    {
        await using var app = await StartAsync(options: options =>
        {
            options.AnonymousHint = "Sign in to see more.";
            options.IncludeOperations.Add("log_in");
        });

        using var answer = await SendAsync(app, McpPost.Initialize(), null);

        (await answer.ReadMessageAsync())["result"]!.AsObject().Should().NotContainKey("instructions");
    }

    private static void LookIntoSessions(IServiceCollection services, bool look)
    {
        if (look)
            services.Configure<ModelContextProtocol.Server.McpServerOptions>(options => options.Filters.Message.IncomingFilters.Add(next => next));
    }

    private static HttpRequestMessage Request(string method) =>
        method == "tools/call" ? McpPost.Call("log_in", new() { ["wrong"] = 1 }) : McpPost.Standalone(method);

    private static HttpRequestMessage Call(string version, string tool, JsonObject arguments) => version == McpPost.Newest
        ? McpPost.Call(tool, arguments)
        : McpPost.Legacy("tools/call", new JsonObject { ["name"] = tool, ["arguments"] = arguments }, version: version);

    private static async Task<HttpResponseMessage> SendAsync(McpTestApp app, HttpRequestMessage request, string? authorization)
    {
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using (request)
            return await app.Server.CreateClient().SendAsync(request);
    }

    private static async Task<string> TextOf(HttpResponseMessage answer) =>
        (await answer.ReadMessageAsync())["result"]!["content"]![0]!["text"]!.ToString();

    private static Task<McpTestApp> StartAsync(Action<McpOptions>? options = null, Action<IServiceCollection>? services = null) => McpTestApp.StartAsync(
        [typeof(ThingsController)],
        options,
        collection =>
        {
            collection.AddSingleton(new FakeTimeProvider());
            collection.AddAuthentication("Bearer")
                .AddScheme<AuthenticationSchemeOptions, Tokens>("Bearer", null)
                .AddScheme<AuthenticationSchemeOptions, SlowTokens>("Slow", null)
                .AddCookie(CookieAuthenticationDefaults.AuthenticationScheme);
            collection.AddAuthorizationBuilder().AddPolicy("slow", policy => policy.AddRequirements(new SlowRequirement()).AddAuthenticationSchemes("Bearer"));
            services?.Invoke(collection);
        },
        app => app.UseAuthentication().UseAuthorization());

    [ApiController, Route("")]
    public sealed class ThingsController : ControllerBase
    {
        [HttpGet("mine/{id}", Name = "mine"), Authorize(AuthenticationSchemes = "Bearer")]
        public string Mine(string id) => $"{User.Identity!.Name}'s {id}";

        [HttpGet("admins", Name = "admins"), Authorize(Roles = "admin", AuthenticationSchemes = "Bearer")]
        public string Admins() => "admins alone";

        [HttpPost("log-in", Name = "log_in")]
        public IActionResult LogIn() => Unauthorized();

        [HttpGet("slow-scheme", Name = "slow_scheme"), Authorize(AuthenticationSchemes = "Slow")]
        public string SlowScheme() => "slow";

        [HttpGet("slow", Name = "slow"), Authorize("slow")]
        public string Slow() => "slow";
    }

    /// <summary>Takes a user's name for a token, unless it is "expired".</summary>
    private sealed class Tokens(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        private string? Token => Context.Features.Get<IMcpToolCallFeature>() is { McpRequest: { } request } ? TokenOf(request.Request.Headers.Authorization.ToString()) : TokenOf(Request.Headers.Authorization.ToString());

        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Token switch
        {
            null => AuthenticateResult.NoResult(),
            "expired" => AuthenticateResult.Fail("The token has expired."),
            var name => AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], "Bearer")), "Bearer")),
        });

        protected override Task HandleChallengeAsync(AuthenticationProperties properties)
        {
            Response.Headers.WWWAuthenticate = Token is null ? "Bearer" : "Bearer error=\"invalid_token\"";
            return base.HandleChallengeAsync(properties);
        }

        private static string? TokenOf(string header) => header.StartsWith("Bearer ", StringComparison.Ordinal) ? header["Bearer ".Length..] : null;
    }

    /// <summary>Knows nobody, and takes a second to say so.</summary>
    private sealed class SlowTokens(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, FakeTimeProvider clock)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.NoResult());

        protected override Task HandleChallengeAsync(AuthenticationProperties properties)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            Response.Headers.WWWAuthenticate = "Slow";
            return base.HandleChallengeAsync(properties);
        }
    }

    private sealed class SlowRequirement : IAuthorizationRequirement;

    /// <summary>Decides against a call when its answer has begun.</summary>
    private sealed class Slow(FakeTimeProvider clock) : AuthorizationHandler<SlowRequirement>
    {
        protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, SlowRequirement requirement)
        {
            if (context.Resource is not Microsoft.AspNetCore.Http.HttpContext http || http.Features.Get<IMcpToolCallFeature>()?.McpRequest is not { } request)
                return;
            clock.Advance(TimeSpan.FromSeconds(1));
            while (!request.Response.HasStarted)
                await Task.Delay(1);
        }
    }
}
