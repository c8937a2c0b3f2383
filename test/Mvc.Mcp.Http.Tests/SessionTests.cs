using System.Net;
using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using ModelContextProtocol;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.AspNetCore.Sessions;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Http.Tests;

#pragma warning disable MCP9006 // Sessions are what is tested here.

public class SessionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory, InlineData("2025-03-26"), InlineData("2025-06-18"), InlineData("2025-11-25")]
    public async Task A_client_keeps_its_session_from_call_to_call(string revision)
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync(revision);

        var first = await client.CallToolAsync("session");
        var second = await client.CallToolAsync("session");

        client.SessionId.Should().NotBeNullOrEmpty();
        TextOf(first).Should().Be(client.SessionId);
        TextOf(second).Should().Be(client.SessionId);
    }

    [Fact]
    public async Task A_client_of_the_newest_revision_has_no_session_beside_those_that_have()
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
    public async Task A_change_of_the_tools_reaches_the_get_stream_also_after_the_client_lost_one()
    {
        await using var app = await StartAsync();
        var session = await BeginAsync(app);
        using (var lost = await ListenAsync(app, session))
            await SeesChangeAsync(app, lost, "first");

        var again = await WhenFreeAsync(app, session);
        await SeesChangeAsync(app, again, "second");

        static async Task SeesChangeAsync(TestServerApp app, StreamReader events, string tool)
        {
            app.Services.GetRequiredService<IOptions<McpServerOptions>>().Value.ToolCollection!
                .Add(McpServerTool.Create(() => 1, new() { Name = tool }));
            var change = await events.ReadEventAsync().WaitAsync(Patience);
            change!["method"]!.ToString().Should().Be("notifications/tools/list_changed");
        }
    }

    [Fact]
    public async Task A_session_has_one_get_stream()
    {
        await using var app = await StartAsync();
        var session = await BeginAsync(app);
        using var first = await ListenAsync(app, session);

        using var second = await app.Http.SendAsync(McpPost.Get(session), HttpCompletionOption.ResponseHeadersRead);

        second.StatusCode.Should().Be(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Deleting_a_session_ends_its_stream_its_calls_and_itself()
    {
        var entered = new TaskCompletionSource();
        await using var app = await StartAsync(tools: [Endless(entered)]);
        var session = await BeginAsync(app);
        using var events = await ListenAsync(app, session);
        var call = app.Http.SendAsync(McpPost.Legacy("tools/call", new() { ["name"] = "endless" }, session: session));
        await entered.Task.WaitAsync(Patience);

        using var deleted = await app.Http.SendAsync(McpPost.Delete(session));
        using var after = await app.Http.SendAsync(McpPost.Legacy("ping", session: session));

        deleted.IsSuccessStatusCode.Should().BeTrue();
        after.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await events.ReadEventAsync().WaitAsync(Patience)).Should().BeNull();
        (await call.WaitAsync(Patience)).Dispose();
    }

    [Fact]
    public async Task A_session_is_not_found_by_anyone_but_its_user()
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
            (await StatusForAsync("eve", "https://one", request)).Should().Be(HttpStatusCode.NotFound);
            (await StatusForAsync("ada", "https://two", request)).Should().Be(HttpStatusCode.NotFound);
            (await StatusForAsync(null, null, request)).Should().Be(HttpStatusCode.NotFound);
        }

        (await StatusForAsync("ada", "https://one", () => McpPost.Legacy("ping", session: session))).Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Cancelling_a_call_ends_its_response()
    {
        var entered = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        await using var app = await StartAsync(tools: [Endless(entered, cancelled)]);
        var session = await BeginAsync(app);
        var call = app.Http.SendAsync(McpPost.Legacy("tools/call", new() { ["name"] = "endless" }, id: "c1", session: session));
        await entered.Task.WaitAsync(Patience);

        using var accepted = await app.Http.SendAsync(
            McpPost.Notify("notifications/cancelled", new() { ["requestId"] = "c1" }, session));

        accepted.StatusCode.Should().Be(HttpStatusCode.Accepted);
        await cancelled.Task.WaitAsync(Patience);
        using var response = await call.WaitAsync(Patience);
        (await response.Content.ReadAsStringAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_lost_connection_does_not_cancel_a_call_and_the_tool_keeps_its_services()
    {
        var entered = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var seen = new TaskCompletionSource<string>();
        await using var app = await StartAsync(tools:
        [
            McpServerTool.Create(
                async (RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken) =>
                {
                    entered.SetResult();
                    await goOn.Task;
                    seen.SetResult($"{cancellationToken.IsCancellationRequested} {request.Services!.GetRequiredService<Counter>().Next()}");
                },
                new() { Name = "slow" }),
        ]);
        var session = await BeginAsync(app);
        using var disconnect = new CancellationTokenSource();
        var call = app.Http.SendAsync(McpPost.Legacy("tools/call", new() { ["name"] = "slow" }, session: session), disconnect.Token);
        await entered.Task.WaitAsync(Patience);

        await disconnect.CancelAsync();
        await call.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
        goOn.SetResult();

        (await seen.Task.WaitAsync(Patience)).Should().Be("False 1");
    }

    [Fact]
    public async Task Two_open_requests_of_a_session_cannot_share_an_id()
    {
        var entered = new TaskCompletionSource();
        await using var app = await StartAsync(tools: [Endless(entered)]);
        var session = await BeginAsync(app);
        _ = app.Http.SendAsync(McpPost.Legacy("tools/call", new() { ["name"] = "endless" }, id: 7, session: session));
        await entered.Task.WaitAsync(Patience);

        using var second = await app.Http.SendAsync(McpPost.Legacy("ping", id: 7, session: session));

        second.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await second.ReadErrorCodeAsync()).Should().Be((int)McpErrorCode.InvalidRequest);
        await app.Http.SendAsync(McpPost.Delete(session));
    }

    [Fact]
    public async Task A_batch_is_answered_where_the_revision_has_batches()
    {
        await using var app = await StartAsync();
        var session = await BeginAsync(app, "2025-03-26");
        var batch = new JsonArray(
            McpPost.Message("ping", [], 1), McpPost.Message("tools/call", new() { ["name"] = "session" }, 2));
        var request = McpPost.Raw(batch.ToJsonString());
        request.Headers.Add("Mcp-Session-Id", session);

        using var response = await app.Http.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        var events = (await response.Content.ReadAsStringAsync()).Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal));
        events.Select(line => (int)JsonNode.Parse(line[6..])!["id"]!).Should().BeEquivalentTo([1, 2]);
    }

    [Fact]
    public async Task The_oldest_idle_session_makes_room_and_without_one_the_client_is_sent_away_for_a_while()
    {
        await using var app = await StartAsync(configure: options => options.MaxIdleSessionCount = 2);
        var oldest = await BeginAsync(app);
        var second = await BeginAsync(app);
        var third = await BeginAsync(app);

        (await StatusOfAsync(app, oldest)).Should().Be(HttpStatusCode.NotFound);
        (await StatusOfAsync(app, second)).Should().Be(HttpStatusCode.OK);

        using var busy2 = await ListenAsync(app, second);
        using var busy3 = await ListenAsync(app, third);
        using var refused = await app.Http.SendAsync(McpPost.Initialize());

        refused.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter.Should().NotBeNull();
    }

    [Fact]
    public async Task A_thousand_abandoned_sessions_end_when_they_have_been_idle_long_enough()
    {
        var clock = new FakeTimeProvider();
        await using var app = await StartAsync(configure: options =>
        {
            options.TimeProvider = clock;
            options.IdleTimeout = TimeSpan.FromMinutes(10);
        });
        var store = app.Services.GetRequiredService<SessionStore>();
        var servers = new List<WeakReference>();
        for (var i = 0; i < 1000; i++)
            servers.Add(await AbandonAsync(app, store));
        store.Count.Should().Be(1000);

        var kept = await BeginAsync(app);
        using var open = await ListenAsync(app, kept);
        clock.Advance(TimeSpan.FromMinutes(11));
        await UntilAsync(() => store.Count == 1);

        (await StatusOfAsync(app, kept)).Should().Be(HttpStatusCode.OK);
        await UntilAsync(() =>
        {
            GC.Collect();
            return servers.Count(server => server.IsAlive) < 10;
        });

        static async Task<WeakReference> AbandonAsync(TestServerApp app, SessionStore store)
        {
            var id = await BeginAsync(app);
            var session = store.Enter(id, default)!;
            store.Leave(session);
            return new(session);
        }
    }

    [Fact]
    public async Task What_cannot_be_in_this_session_is_refused()
    {
        await using var app = await StartAsync();
        var session = await BeginAsync(app, "2025-11-25");
        var again = McpPost.Initialize();
        again.Headers.Add("Mcp-Session-Id", session);

        (await StatusAndCodeAsync(app, again)).Should().Be((400, -32600));
        (await StatusAndCodeAsync(app, McpPost.Legacy("ping", revision: "2025-06-18", session: session))).Should().Be((400, -32600));
        (await StatusAndCodeAsync(app, McpPost.Legacy("ping"))).Should().Be((400, -32600));
        (await StatusAndCodeAsync(app, McpPost.Legacy("ping", session: "unknown"))).Should().Be((404, -32001));
        (await StatusAndCodeAsync(app, McpPost.Get(session, McpPost.Newest))).Should().Be((405, -32000));
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
            services => services.AddScoped<Counter>(),
            pipeline);

    private static McpServerTool Endless(TaskCompletionSource entered, TaskCompletionSource? cancelled = null) =>
        McpServerTool.Create(
            async (CancellationToken cancellationToken) =>
            {
                entered.SetResult();
                try
                {
                    await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
                }
                finally
                {
                    cancelled?.SetResult();
                }
            },
            new() { Name = "endless" });

    private static async Task<string> BeginAsync(TestServerApp app, string revision = "2025-11-25")
    {
        using var response = await app.Http.SendAsync(McpPost.Initialize(revision));
        response.StatusCode.Should().Be(HttpStatusCode.OK);
        return response.Headers.GetValues("Mcp-Session-Id").Single();
    }

    private static async Task<StreamReader> ListenAsync(TestServerApp app, string session)
    {
        var response = await app.Http.SendAsync(McpPost.Get(session), HttpCompletionOption.ResponseHeadersRead).WaitAsync(Patience);
        response.StatusCode.Should().Be(HttpStatusCode.OK);
        return new(await response.Content.ReadAsStreamAsync());
    }

    /// <summary>Listens as soon as the server has noticed that the former stream is gone.</summary>
    private static async Task<StreamReader> WhenFreeAsync(TestServerApp app, string session)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var response = await app.Http.SendAsync(McpPost.Get(session), HttpCompletionOption.ResponseHeadersRead, patience.Token);
            if (response.StatusCode == HttpStatusCode.OK)
                return new(await response.Content.ReadAsStreamAsync());

            response.Dispose();
            await Task.Yield();
        }
    }

    private static async Task<HttpStatusCode> StatusOfAsync(TestServerApp app, string session)
    {
        using var response = await app.Http.SendAsync(McpPost.Legacy("ping", session: session));
        return response.StatusCode;
    }

    private static async Task<(int Status, int? Code)> StatusAndCodeAsync(TestServerApp app, HttpRequestMessage request)
    {
        using var response = await app.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return ((int)response.StatusCode, await response.ReadErrorCodeAsync());
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static void SignInByHeader(WebApplication app) => app.Use((http, next) =>
    {
        if (http.Request.Headers["Test-User"] is [{ } user])
        {
            var issuer = http.Request.Headers["Test-Issuer"].ToString();
            http.User = new(new ClaimsIdentity([new Claim("sub", user, null, issuer)], "test"));
        }

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

    private sealed class Counter : IDisposable
    {
        private int _value;
        private bool _disposed;

        public int Next()
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return ++_value;
        }

        public void Dispose() => _disposed = true;
    }
}
