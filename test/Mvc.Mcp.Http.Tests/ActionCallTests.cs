using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using ModelContextProtocol;
using ModelContextProtocol.AspNetCore.Stateless;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Http.Tests;

/// <summary>
/// Tools that stand for actions are called without a server of the SDK. Whatever they do, a client is answered as if there
/// were one: each behaviour is shown once as an action and once as a tool that is none, and told apart by nothing but the
/// order of members.
/// </summary>
public class ActionCallTests
{
    private delegate ValueTask<CallToolResult> Behaviour(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly Dictionary<string, Behaviour> Behaviours = new()
    {
        ["answers"] = (request, _) => Text($"{request.Params.Name} {JsonSerializer.Serialize(request.Params.Arguments)}"),
        ["answers with text beyond ASCII"] = (_, _) => Text("Grüße, 你好 \"quoted\" <b>\n\u2028"),
        ["answers with structured content"] = (_, _) => new(new CallToolResult
        {
            Content = [new TextContentBlock { Text = "{}" }],
            StructuredContent = JsonSerializer.SerializeToElement(new { id = 42, name = "Ä", nested = new { list = new[] { 1, 2 } } }),
        }),
        ["answers with metadata"] = (_, _) => new(new CallToolResult { Content = [], Meta = new() { ["mine"] = 1 } }),
        ["answers with an error"] = (_, _) => new(new CallToolResult { IsError = true, Content = [new TextContentBlock { Text = "no" }] }),
        ["has a result type of its own"] = (_, _) => new(new CallToolResult { ResultType = "mine", Content = [] }),
        ["reads its request"] = (request, _) => Text(string.Join(
            '|', request.JsonRpcRequest.Params!.ToJsonString(), request.Params.Meta!.ToJsonString(), request.Params.RequestState,
            request.Params.InputResponses?.Count, request.Params.ProgressToken, request.JsonRpcRequest.Id, request.MatchedPrimitive?.Id)),
        ["reads its client"] = (request, _) => Text(string.Join(
            '|', request.Server.ClientInfo?.Name, request.Server.ClientInfo?.Version, request.Server.ClientCapabilities?.Elicitation is not null,
            request.Server.SessionId, request.Server.NegotiatedProtocolVersion, request.Server.IsMrtrSupported,
            request.JsonRpcRequest.Context!.ProtocolVersion, request.JsonRpcRequest.Context.ClientInfo?.Name,
            request.JsonRpcRequest.Context.ClientCapabilities is not null, request.JsonRpcRequest.Context.LogLevel)),
        ["reports progress"] = async (request, cancellationToken) =>
        {
            await request.Server.NotifyProgressAsync(new ProgressToken("p"), new() { Progress = 1, Message = "one" }, cancellationToken: cancellationToken);
            await request.Server.NotifyProgressAsync(new ProgressToken("p"), new() { Progress = 2, Total = 2 }, cancellationToken: cancellationToken);
            return await Text("done");
        },
        ["asks the client for input"] = (request, _) => request.Params.InputResponses is null
            ? throw new InputRequiredException(
                new Dictionary<string, InputRequest> { ["sure"] = InputRequest.ForElicitation(new() { Message = "Sure?" }) }, "state")
            : Text($"{request.Params.RequestState} {request.Params.InputResponses["sure"].Deserialize(InputResponse.ElicitResultJsonTypeInfo)!.Action}"),
        ["sends a request to the client"] = async (request, cancellationToken) =>
            await Text((await request.Server.ElicitAsync(new ElicitRequestParams { Message = "?" }, cancellationToken)).Action),
        ["throws"] = (_, _) => throw new InvalidOperationException("secret"),
        ["throws late"] = async (_, _) =>
        {
            await Task.Yield();
            throw new InvalidOperationException("secret");
        },
        ["throws for the client to read"] = (_, _) => throw new McpException("not today"),
        ["throws an error of the protocol"] = (_, _) => throw new McpProtocolException("bad parameters", McpErrorCode.InvalidParams),
        ["throws an error of the protocol with data"] = (_, _) => throw new McpProtocolException("bad parameters", McpErrorCode.InvalidParams)
        {
            Data = { ["field"] = "id", ["limits"] = new[] { 1, 9 }, ["nothing"] = null, [7] = "no name", ["unspeakable"] = (Func<int>)(() => 1) },
        },
        ["says that there is no such method"] = (_, _) => throw new McpProtocolException("none", McpErrorCode.MethodNotFound),
        ["needs a capability"] = (_, _) => throw new MissingRequiredClientCapabilityException(new() { Elicitation = new() }),
        ["speaks another revision"] = (_, _) => throw new UnsupportedProtocolVersionException("2027-01-01", ["2026-07-28"]),
        ["needs the user at an address"] = (_, _) => throw new UrlElicitationRequiredException(
            "sign in", [new() { Mode = "url", ElicitationId = "1", Url = "https://example.org/", Message = "sign in" }]),
        ["is cancelled by itself"] = (_, _) => throw new OperationCanceledException(),
    };

    public static TheoryData<string> BehaviourNames => [.. Behaviours.Keys];

    [Theory, MemberData(nameof(BehaviourNames))]
    public async Task An_action_is_answered_as_any_other_tool(string behaviour)
    {
        var (asAction, asTool) = await BothAsync(Behaviours[behaviour], () => McpPost.Standalone("tools/call", new JsonObject
        {
            ["name"] = "subject",
            ["arguments"] = new JsonObject { ["text"] = "Ä", ["number"] = 1.50, ["nothing"] = null, ["list"] = new JsonArray(1, "2"), ["object"] = new JsonObject { ["a"] = true } },
            ["_meta"] = Meta(("progressToken", "p"), ("io.modelcontextprotocol/logLevel", "warning")),
        }));

        asAction.Should().Be(asTool);
    }

    [Theory]
    [InlineData("asks the client for input", """{"name":"subject","requestState":"state","inputResponses":{"sure":{"action":"accept"}}}""")]
    [InlineData("asks the client for input", """{"name":"subject","inputResponses":{"sure":{"action":"decline","content":{}}},"arguments":{"a":1}}""")]
    [InlineData("asks the client for input", """{"name":"subject","inputResponses":{"sure":1}}""")]
    [InlineData("asks the client for input", """{"name":"subject","inputResponses":{}}""")]
    [InlineData("reads its request", """{"name":"subject"}""")]
    [InlineData("reads its request", """{"name":"subject","arguments":null,"requestState":"s","unknown":[1]}""")]
    [InlineData("answers", """{"name":"subject","arguments":{"a":1,"a":2,"b":{"c":1,"c":2}}}""")]
    [InlineData("answers", """{"name":"subject","arguments":{"\u0061":"\u00e4","b":1e2,"c":-0.0,"d":12345678901234567890}}""")]
    public async Task Parameters_are_read_as_any_other_tools(string behaviour, string parameters)
    {
        var (asAction, asTool) = await BothAsync(Behaviours[behaviour], () => Spelled(parameters));

        asAction.Should().Be(asTool);
    }

    [Theory]
    [InlineData("io.modelcontextprotocol/clientInfo", """{"name":1}""")]
    [InlineData("io.modelcontextprotocol/clientInfo", "\"me\"")]
    [InlineData("io.modelcontextprotocol/clientCapabilities", """{"elicitation":1}""")]
    [InlineData("io.modelcontextprotocol/logLevel", "\"loud\"")]
    public async Task Metadata_of_the_wrong_kind_is_refused(string key, string value)
    {
        var (asAction, asTool) = await BothAsync(Behaviours["answers"], () => McpPost.Standalone("tools/call", new JsonObject
        {
            ["name"] = "subject",
            ["_meta"] = Meta((key, JsonNode.Parse(value)!)),
        }));

        asAction.Code.Should().Be(-32602).And.Be(asTool.Code);
        asAction.Status.Should().Be(asTool.Status);
        asAction.Body.Should().Contain(key);
    }

    [Fact]
    public async Task Filters_run_around_an_action_as_around_any_other_tool()
    {
        var (asAction, asTool) = await BothAsync(Behaviours["answers"], Call, mcp => mcp.WithRequestFilters(filters => filters
            .AddCallToolFilter(Appending("outer"))
            .AddCallToolFilter(Appending("inner"))));

        asAction.Should().Be(asTool);
        asAction.Body.Should().Contain("inner").And.Contain("outer");

        static McpRequestFilter<CallToolRequestParams, CallToolResult> Appending(string text) => next => async (request, cancellationToken) =>
        {
            var result = await next(request, cancellationToken);
            result.Content.Add(new TextContentBlock { Text = $"{text} of {request.MatchedPrimitive?.Id}" });
            return result;
        };
    }

    [Fact]
    public async Task A_filter_that_throws_and_one_that_answers_itself_are_heard()
    {
        McpRequestFilter<CallToolRequestParams, CallToolResult>[] filters =
        [
            _ => (_, _) => throw new McpProtocolException("not you", McpErrorCode.InvalidRequest),
            _ => (_, _) => throw new InvalidOperationException("secret"),
            _ => (_, _) => Text("instead"),
            next => (request, cancellationToken) =>
            {
                request.MatchedPrimitive = null;
                return next(request, cancellationToken);
            },
        ];
        foreach (var filter in filters)
        {
            var (asAction, asTool) = await BothAsync(Behaviours["answers"], Call, mcp => mcp.WithRequestFilters(all => all.AddCallToolFilter(filter)));
            asAction.Should().Be(asTool);
        }
    }

    [Fact]
    public async Task Filters_of_outgoing_messages_see_and_change_everything_that_is_sent()
    {
        var (asAction, asTool) = await BothAsync(Behaviours["reports progress"], Call, mcp => mcp.WithMessageFilters(filters => filters
            .AddOutgoingFilter(next => async (message, cancellationToken) =>
            {
                if (message.JsonRpcMessage is JsonRpcResponse { Result: JsonObject result })
                {
                    result["seen"] = result["_meta"]!.ToJsonString();
                    var extra = new JsonRpcNotification { Method = "notifications/extra", Context = message.JsonRpcMessage.Context };
                    await next(new MessageContext(message.Server, extra), cancellationToken);
                }

                await next(message, cancellationToken);
            })));

        asAction.Should().Be(asTool);
        asAction.Body.Should().Contain("notifications/extra").And.Contain("\"seen\"");
    }

    [Fact]
    public async Task What_a_filter_sends_behind_the_answer_goes_nowhere()
    {
        await using var app = await StartAsync(isAction: true, Behaviours["answers"], mcp => mcp.WithMessageFilters(filters => filters
            .AddOutgoingFilter(next => async (message, cancellationToken) =>
            {
                await next(message, cancellationToken);
                await next(new MessageContext(message.Server, new JsonRpcNotification { Method = "notifications/late" }), cancellationToken);
            })));

        var answer = await AnswerAsync(app, Call);

        answer.Status.Should().Be(200);
        answer.Body.Should().Contain("subject").And.NotContain("notifications/late");
    }

    [Fact]
    public async Task A_result_that_a_filter_hands_out_again_and_again_is_not_written_to()
    {
        var kept = new CallToolResult { Content = [new TextContentBlock { Text = "kept" }], Meta = new() { ["mine"] = 1 } };
        var meta = kept.Meta;
        await using var app = await StartAsync(isAction: true, (_, _) => new(kept));

        var first = await AnswerAsync(app, Call);
        var second = await AnswerAsync(app, Call);

        first.Should().Be(second);
        meta.Should().ContainSingle("the tree may be read by another call at the time");
    }

    [Fact]
    public async Task What_a_tool_still_reports_after_its_answer_goes_nowhere()
    {
        var goOn = new TaskCompletionSource();
        var reported = new TaskCompletionSource();
        await using var app = await StartAsync(isAction: true, (request, cancellationToken) =>
        {
            _ = ReportLaterAsync(request.Server);
            return Text("done");
        });

        var answer = await AnswerAsync(app, Call);
        goOn.SetResult();
        await reported.Task.WaitAsync(Patience);

        answer.Status.Should().Be(200);
        app.Logs.At(LogLevel.Warning).Should().BeEmpty();

        async Task ReportLaterAsync(McpServer server)
        {
            await goOn.Task;
            try
            {
                await server.NotifyProgressAsync(new ProgressToken("p"), new() { Progress = 1 });
                reported.SetResult();
            }
            catch (Exception exception)
            {
                reported.SetException(exception);
            }
        }
    }

    [Fact]
    public async Task Leaving_cancels_an_action()
    {
        var entered = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        await using var app = await StartAsync(isAction: true, async (_, cancellationToken) =>
        {
            await using var registration = cancellationToken.Register(cancelled.SetResult);
            entered.SetResult();
            await cancelled.Task;
            cancellationToken.ThrowIfCancellationRequested();
            return await Text("too late");
        });
        using var leave = new CancellationTokenSource();
        var call = app.Http.SendAsync(Call(), leave.Token);
        await entered.Task.WaitAsync(Patience);

        await leave.CancelAsync();

        await cancelled.Task.WaitAsync(Patience);
        await call.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
        app.Logs.At(LogLevel.Warning).Should().BeEmpty();
    }

    [Fact]
    public async Task The_server_that_an_action_keeps_does_not_lead_it_to_the_next_caller()
    {
        var seen = new List<(McpServer Server, IServiceProvider? Services)>();
        var builder = WebApplication.CreateBuilder();
        // Kestrel gives one connection's requests one context, with services of their own.
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddMcpServer(options => options.ServerInfo = new() { Name = "shop", Version = "1" }).WithHttpTransport().WithTools([new Subject(true, (request, _) =>
        {
            seen.Add((request.Server, request.Services));
            return Text(ReferenceEquals(seen[0].Server.Services, seen[0].Services).ToString());
        })]);
        await using var app = builder.Build();
        app.MapMcp("/mcp");
        await app.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1 }) { BaseAddress = new(app.Urls.Single()) };

        (await http.SendAsync(Call())).Dispose();
        using var second = await http.SendAsync(Call());

        (await second.ReadMessageAsync())["result"]!["content"]![0]!["text"]!.ToString().Should().Be("True");
        seen.Should().HaveCount(2).And.Subject.Last().Services.Should().NotBeSameAs(seen[0].Services);
    }

    [Fact]
    public async Task An_action_has_no_server_of_the_SDK_and_every_other_tool_has()
    {
        Behaviour whose = (request, _) => Text((request.Server is RequestServer).ToString());

        await using var action = await StartAsync(isAction: true, whose);
        await using var tool = await StartAsync(isAction: false, whose);

        (await TextAsync(action)).Should().Be("True");
        (await TextAsync(tool)).Should().Be("False");
    }

    [Fact]
    public async Task Earlier_revisions_and_applications_that_look_into_the_session_keep_the_SDKs_server()
    {
        Behaviour whose = (request, _) => Text((request.Server is RequestServer).ToString());
        Action<IMcpServerBuilder>[] applications =
        [
            mcp => mcp.WithMessageFilters(filters => filters.AddIncomingFilter(next => next)),
            mcp => mcp.WithCallToolHandler((_, _) => Text("unknown")),
            mcp => mcp.Services.Configure<ModelContextProtocol.AspNetCore.HttpServerTransportOptions>(
                options => options.ConfigureSessionOptions = (_, _, _) => Task.CompletedTask),
        ];
        foreach (var application in applications)
        {
            await using var app = await StartAsync(isAction: true, whose, application);
            (await TextAsync(app)).Should().Be("False");
        }

        await using var plain = await StartAsync(isAction: true, whose);
        using var legacy = await plain.Http.SendAsync(McpPost.Legacy("tools/call", new() { ["name"] = "subject" }));
        (await legacy.ReadMessageAsync())["result"]!["content"]![0]!["text"]!.ToString().Should().Be("False");
    }

    [Fact]
    public async Task Who_listens_to_the_SDKs_spans_gets_them()
    {
        await using var app = await StartAsync(isAction: true, Behaviours["answers"]);
        var spans = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Experimental.ModelContextProtocol",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                lock (spans)
                    spans.Add(span.DisplayName);
            },
        };
        ActivitySource.AddActivityListener(listener);

        await AnswerAsync(app, Call);

        lock (spans)
            spans.Should().Contain("tools/call subject");
    }

    private static JsonObject Meta(params ReadOnlySpan<(string Key, JsonNode Value)> more)
    {
        var meta = new JsonObject
        {
            ["io.modelcontextprotocol/protocolVersion"] = McpPost.Newest,
            ["io.modelcontextprotocol/clientCapabilities"] = new JsonObject { ["elicitation"] = new JsonObject() },
            ["io.modelcontextprotocol/clientInfo"] = new JsonObject { ["name"] = "test", ["version"] = "1" },
        };
        foreach (var (key, value) in more)
            meta[key] = value;
        return meta;
    }

    private static HttpRequestMessage Call() => McpPost.Standalone("tools/call", new JsonObject { ["name"] = "subject", ["_meta"] = Meta() });

    /// <summary>A call whose parameters are spelled as given, but for the metadata.</summary>
    private static HttpRequestMessage Spelled(string parameters)
    {
        var request = McpPost.Raw(
            $$"""{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"_meta":{{Meta().ToJsonString()}},{{parameters[1..]}}}""", McpPost.Newest);
        request.Headers.Add("Mcp-Method", "tools/call");
        request.Headers.Add("Mcp-Name", "subject");
        return request;
    }

    private static async Task<(Answer AsAction, Answer AsTool)> BothAsync(
        Behaviour behaviour, Func<HttpRequestMessage> request, Action<IMcpServerBuilder>? server = null)
    {
        await using var action = await StartAsync(isAction: true, behaviour, server);
        await using var tool = await StartAsync(isAction: false, behaviour, server);
        return (await AnswerAsync(action, request), await AnswerAsync(tool, request));
    }

    private static Task<TestServerApp> StartAsync(bool isAction, Behaviour behaviour, Action<IMcpServerBuilder>? server = null) =>
        TestServerApp.StartAsync(
            mcp =>
            {
                mcp.Services.Configure<McpServerOptions>(options => options.ServerInfo = new() { Name = "shop", Version = "1" });
                mcp.WithTools([new Subject(isAction, behaviour)]);
                server?.Invoke(mcp);
            },
            // Time stands still: a busy machine does not change what is sent.
            options => options.TimeProvider = new FakeTimeProvider());

    private static async Task<Answer> AnswerAsync(TestServerApp app, Func<HttpRequestMessage> request)
    {
        using var response = await app.Http.SendAsync(request());
        var headers = response.Headers.Concat(response.Content.Headers)
            .Where(header => header.Key != "Content-Length")
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}");
        return new(
            (int)response.StatusCode, string.Join('\n', headers), Sorted(await response.Content.ReadAsStringAsync()), await response.ReadErrorCodeAsync());
    }

    private static string Sorted(string body) => string.Join('\n', body.Split('\n').Select(line =>
        line.IndexOf('{') is >= 0 and var start ? line[..start] + Sorted(JsonNode.Parse(line[start..]))!.ToJsonString() : line));

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject given => new JsonObject(given.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray given => new JsonArray([.. given.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    private static async Task<string> TextAsync(TestServerApp app)
    {
        using var response = await app.Http.SendAsync(Call());
        return (await response.ReadMessageAsync())["result"]!["content"]![0]!["text"]!.ToString();
    }

    private static ValueTask<CallToolResult> Text(string text) => new(new CallToolResult { Content = [new TextContentBlock { Text = text }] });

    private sealed record Answer(int Status, string Headers, string Body, int? Code);

    private sealed class Subject(bool isAction, Behaviour behaviour) : McpServerTool
    {
        public override Tool ProtocolTool { get; } = new() { Name = "subject", InputSchema = JsonElement.Parse("""{"type":"object"}""") };

        public override IReadOnlyList<object> Metadata { get; } = isAction ? [new ActionDescriptor()] : [];

        public override ValueTask<CallToolResult> InvokeAsync(
            RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken = default) => behaviour(request, cancellationToken);
    }
}
