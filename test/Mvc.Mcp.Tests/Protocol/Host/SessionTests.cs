using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Tests.Protocol.Host;

#pragma warning disable MCP9006 // Sessions are what is tested here.

public class SessionTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    [Theory, InlineData("2025-03-26"), InlineData("2025-06-18"), InlineData("2025-11-25")]
    public async Task A_client_keeps_its_session_from_call_to_call(string version)
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync(version);

        var first = await client.CallToolAsync("session");
        var second = await client.CallToolAsync("session");

        client.SessionId.Should().NotBeNullOrEmpty();
        TextOf(first).Should().Be(client.SessionId);
        TextOf(second).Should().Be(client.SessionId);
    }

    [Fact]
    public async Task A_client_of_the_newest_version_has_no_session_beside_those_that_have()
    {
        await using var app = await StartAsync(HttpServerSessionMode.StatefulForInitializeClients);
        await using var old = await app.ConnectAsync("2025-11-25");
        await using var young = await app.ConnectAsync("2026-07-28");

        old.SessionId.Should().NotBeNull();
        young.SessionId.Should().BeNull();
        TextOf(await young.CallToolAsync("session")).Should().Be("none");
        TextOf(await old.CallToolAsync("session")).Should().Be(old.SessionId);
    }

    [Fact]
    public async Task A_client_that_knows_both_ways_falls_back_to_the_handshake_where_everyone_has_a_session()
    {
        await using var app = await StartAsync(HttpServerSessionMode.Stateful);
        await using var client = await app.ConnectAsync();

        client.NegotiatedProtocolVersion.Should().Be("2025-11-25");
        client.SessionId.Should().NotBeNull();
    }

    [Fact]
    public async Task A_server_may_ask_its_client_during_a_call()
    {
        await using var app = await StartAsync();
        await using var client = await McpClient.CreateAsync(
            new HttpClientTransport(new() { Endpoint = new("http://localhost/mcp") }, app.Http),
            new()
            {
                ProtocolVersion = "2025-11-25",
                Handlers = new() { ElicitationHandler = (_, _) => new(new ElicitResult { Action = "accept" }) },
            });

        var result = await client.CallToolAsync("ask");

        TextOf(result).Should().Be("accept");
    }

    [Fact]
    public async Task A_session_that_is_deleted_is_gone()
    {
        await using var app = await StartAsync();
        var session = await BeginAsync(app);

        using var deleted = await app.Http.SendAsync(McpPost.Delete(session));
        using var after = await app.Http.SendAsync(McpPost.Legacy("ping", session: session));

        deleted.IsSuccessStatusCode.Should().BeTrue();
        after.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_session_is_nobodys_but_its_users()
    {
        await using var app = await StartAsync(pipeline: SignInByHeader);
        using var begun = await app.Http.SendAsync(As(McpPost.Initialize(), "ada", "https://one"));
        var session = begun.Headers.GetValues("Mcp-Session-Id").Single();

        async Task<HttpStatusCode> StatusForAsync(string? user, string? issuer, Func<HttpRequestMessage> request)
        {
            using var response = await app.Http.SendAsync(As(request(), user, issuer), HttpCompletionOption.ResponseHeadersRead);
            return response.StatusCode;
        }

        foreach (var request in new Func<HttpRequestMessage>[]
        {
            () => McpPost.Legacy("ping", session: session), () => McpPost.Get(session), () => McpPost.Delete(session),
        })
        {
            (await StatusForAsync("eve", "https://one", request)).Should().Be(HttpStatusCode.Forbidden);
            (await StatusForAsync("ada", "https://two", request)).Should().Be(HttpStatusCode.Forbidden);
            (await StatusForAsync(null, null, request)).Should().Be(HttpStatusCode.Forbidden);
        }

        (await StatusForAsync("ada", "https://one", () => McpPost.Legacy("ping", session: session))).Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_action_runs_in_a_session_for_the_caller_of_each_request()
    {
        await using var app = await StartAsync(pipeline: SignInByHeader);
        using var begun = await app.Http.SendAsync(As(McpPost.Initialize(), "ada", "https://one"));
        var session = begun.Headers.GetValues("Mcp-Session-Id").Single();

        for (var i = 0; i < 3; i++)
        {
            var call = As(McpPost.Legacy("tools/call", new() { ["name"] = "where" }, session: session), "ada", "https://one");
            call.Headers.Add("Test-Call", $"{i}");
            using var response = await app.Http.SendAsync(call);

            (await response.ReadMessageAsync())["result"]!["content"]![0]!["text"]!.ToString().Should().Be($"ada in {i}");
        }
    }

    private static Task<TestServerApp> StartAsync(
        HttpServerSessionMode mode = HttpServerSessionMode.StatefulForInitializeClients,
        IEnumerable<McpServerTool>? tools = null,
        Action<HttpServerTransportOptions>? configure = null,
        Action<WebApplication>? pipeline = null) =>
        TestServerApp.StartAsync(
            mcp => mcp.WithTools(
            [
                McpServerTool.Create((McpServer server) => server.SessionId ?? "none", new() { Name = "session" }),
                McpServerTool.Create(
                    async (McpServer server, CancellationToken cancellationToken) =>
                        (await server.ElicitAsync(new ElicitRequestParams { Message = "?", RequestedSchema = new() }, cancellationToken)).Action,
                    new() { Name = "ask" }),
                .. tools ?? [],
            ]),
            options =>
            {
                options.SessionMode = mode;
                configure?.Invoke(options);
            },
            pipeline: pipeline,
            controllers: [typeof(WhereController)]);

    private static async Task<string> BeginAsync(TestServerApp app, string version = "2025-11-25")
    {
        using var response = await app.Http.SendAsync(McpPost.Initialize(version));
        response.StatusCode.Should().Be(HttpStatusCode.OK);
        return response.Headers.GetValues("Mcp-Session-Id").Single();
    }

    private static void SignInByHeader(WebApplication app) => app.Use((http, next) =>
    {
        if (http.Request.Headers["Test-User"] is [{ } user])
        {
            var issuer = http.Request.Headers["Test-Issuer"].ToString();
            http.User = new(new ClaimsIdentity([new Claim("sub", user, null, issuer)], "test"));
        }

        http.Items["call"] = http.Request.Headers["Test-Call"].ToString();
        return next(http);
    });

    private static HttpRequestMessage As(HttpRequestMessage request, string? user, string? issuer)
    {
        if (user is not null)
        {
            request.Headers.Add("Test-User", user);
            request.Headers.Add("Test-Issuer", issuer);
        }

        return request;
    }

    private static string TextOf(CallToolResult result) => result.Content.OfType<TextContentBlock>().Single().Text;

    [Route("where")]
    public sealed class WhereController : ControllerBase
    {
        [HttpGet(Name = "where")]
        public string Get() => $"{User.FindFirst("sub")!.Value} in {HttpContext.Items["call"]}";
    }
}
