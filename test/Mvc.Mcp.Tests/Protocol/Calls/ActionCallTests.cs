using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Protocol.Calls;
using Mvc.Mcp.Tests.Protocol.Host;
using static Mvc.Mcp.Tests.Protocol.Calls.SubjectApp;

namespace Mvc.Mcp.Tests.Protocol.Calls;

/// <summary>
/// Calls of actions are answered without a server of the SDK. Whatever a tool does, a client is answered in each version of
/// the protocol as the official host answers the same request.
/// </summary>
public class ActionCallTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    private static readonly string?[] _versions = [null, "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"];

    private static readonly Dictionary<string, Behaviour> _behaviours = new()
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
            '|', request.JsonRpcRequest.Params!.ToJsonString(), request.Params.Meta?.ToJsonString(), request.Params.RequestState,
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
        ["speaks another protocol version"] = (_, _) => throw new UnsupportedProtocolVersionException("2027-01-01", ["2026-07-28"]),
        ["needs the user at an address"] = (_, _) => throw new UrlElicitationRequiredException(
            "sign in", [new() { Mode = "url", ElicitationId = "1", Url = "https://example.org/", Message = "sign in" }]),
        ["is cancelled by itself"] = (_, _) => throw new OperationCanceledException(),
    };

    public static TheoryData<string> BehaviourNames => [.. _behaviours.Keys];

    [Theory, MemberData(nameof(BehaviourNames))]
    public async Task An_action_is_answered_as_the_official_host_answers(string behaviour)
    {
        var servers = new List<McpServer>();
        await using var app = await StartAsync((request, cancellationToken) =>
        {
            servers.Add(request.Server);
            return _behaviours[behaviour](request, cancellationToken);
        });

        foreach (var version in _versions)
        {
            servers.Clear();
            var (front, official) = await app.AskBothAsync(() => Call(version, new JsonObject
            {
                ["arguments"] = new JsonObject { ["text"] = "Ä", ["number"] = 1.50, ["nothing"] = null, ["list"] = new JsonArray(1, "2"), ["object"] = new JsonObject { ["a"] = true } },
                ["_meta"] = Meta(version, ("progressToken", "p"), ("io.modelcontextprotocol/logLevel", "warning")),
            }));

            if (behaviour == "asks the client for input" && version != McpPost.Newest)
                (front with { Body = "" }).Should().Be(official with { Body = "" }, $"{version} has no way to ask");
            else
                front.Should().Be(official, version);
            servers[0].Should().BeOfType<RequestServer>();
            servers[^1].Should().NotBeOfType<RequestServer>("the official host has been asked as well");
        }
    }

    [Theory]
    [InlineData("asks the client for input", """{"name":"subject","requestState":"state","inputResponses":{"sure":{"action":"accept"}}}""")]
    [InlineData("asks the client for input", """{"name":"subject","inputResponses":{"sure":{"action":"decline","content":{}}},"arguments":{"a":1}}""")]
    [InlineData("asks the client for input", """{"name":"subject","inputResponses":{}}""")]
    [InlineData("reads its request", """{"name":"subject"}""")]
    [InlineData("reads its request", """{"name":"subject","arguments":null,"requestState":"s","unknown":[1]}""")]
    [InlineData("answers", """{"name":"subject","arguments":{"\u0061":"\u00e4","b":1e2,"c":-0.0,"d":12345678901234567890}}""")]
    [InlineData("answers", """{"NAME":"subject"}""")]
    [InlineData("answers", """{"name":"subject","Arguments":{"a":1}}""")]
    [InlineData("answers", """{"name":"unknown"}""")]
    [InlineData("answers", """{"name":"Subject"}""")]
    public async Task Parameters_are_read_as_the_official_host_reads_them(string behaviour, string parameters)
    {
        await using var app = await StartAsync(_behaviours[behaviour]);

        foreach (var version in _versions)
        {
            var (front, official) = await app.AskBothAsync(() => Spelled(version, parameters));

            // What lacks a name is an error of the server there.
            if (parameters.Contains("NAME", StringComparison.Ordinal))
                front.Status.Should().Be(400, version);
            else
                front.Should().Be(official, version);
        }
    }

    [Theory]
    [InlineData("io.modelcontextprotocol/clientInfo", """{"name":1}""")]
    [InlineData("io.modelcontextprotocol/clientInfo", "\"me\"")]
    [InlineData("io.modelcontextprotocol/clientCapabilities", """{"elicitation":1}""")]
    [InlineData("io.modelcontextprotocol/clientCapabilities", "[]")]
    [InlineData("io.modelcontextprotocol/logLevel", "\"loud\"")]
    [InlineData("io.modelcontextprotocol/protocolVersion", "\"2025-11-25\"")]
    [InlineData("io.modelcontextprotocol/protocolVersion", "7")]
    public async Task Metadata_of_the_wrong_kind_is_left_to_the_official_host(string key, string value)
    {
        await using var app = await StartAsync(_behaviours["answers"]);

        var (front, official) = await app.AskBothAsync(() => Call(McpPost.Newest, new() { ["_meta"] = Meta(McpPost.Newest, (key, JsonNode.Parse(value)!)) }));

        front.Should().Be(official);
        front.Code.Should().NotBeNull();
    }

    [Theory]
    [InlineData("2026-07-28", "Mcp-Method", null)]
    [InlineData("2026-07-28", "Mcp-Method", "tools/list")]
    [InlineData("2026-07-28", "Mcp-Method", "TOOLS/CALL")]
    [InlineData("2026-07-28", "Mcp-Name", null)]
    [InlineData("2026-07-28", "Mcp-Name", "other")]
    [InlineData("2026-07-28", "Mcp-Name", "=?base64?!!!?=")]
    [InlineData("2026-07-28", "Mcp-Session-Id", "left over")]
    [InlineData("2025-11-25", "Mcp-Session-Id", "unknown")]
    [InlineData("2025-11-25", "Accept", "application/json")]
    [InlineData("2026-07-28", "Accept", "text/event-stream")]
    [InlineData("2025-11-25", "Accept", "*/*")]
    public async Task Headers_are_looked_at_as_the_official_host_does(string version, string header, string? value)
    {
        await using var app = await StartAsync(_behaviours["answers"]);

        var (front, official) = await app.AskBothAsync(() =>
        {
            var request = Call(version);
            request.Headers.Remove(header);
            if (value is not null)
                request.Headers.Add(header, value);
            return request;
        });

        front.Should().Be(official);
    }

    [Fact]
    public async Task Filters_run_around_an_action_as_the_official_host_runs_them()
    {
        await using var app = await StartAsync(_behaviours["answers"], mcp => mcp.WithRequestFilters(filters => filters
            .AddCallToolFilter(Appending("outer"))
            .AddCallToolFilter(Appending("inner"))));

        foreach (var version in _versions)
        {
            var (front, official) = await app.AskBothAsync(() => Call(version));

            front.Should().Be(official, version);
            front.Body.Should().Contain("inner").And.Contain("outer");
        }

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
        ];
        foreach (var filter in filters)
        {
            await using var app = await StartAsync(_behaviours["answers"], mcp => mcp.WithRequestFilters(all => all.AddCallToolFilter(filter)));
            foreach (var version in _versions)
            {
                var (front, official) = await app.AskBothAsync(() => Call(version));
                front.Should().Be(official, version);
            }
        }
    }

#pragma warning disable MCPEXP002 // The filters of the SDK's extensions are of this kind.
    [Fact]
    public async Task Filters_with_alternate_results_run_around_an_action_as_well()
    {
        McpRequestInvocationFilter<CallToolRequestParams, ResultOrAlternate<CallToolResult>>[] filters =
        [
            async (request, next, cancellationToken) =>
            {
                var outcome = await next(request, cancellationToken);
                outcome.Result!.Content.Add(new TextContentBlock { Text = "around" });
                return outcome;
            },
            (_, _, _) => new(ResultOrAlternate<CallToolResult>.FromAlternate(
                new EmptyResult { Meta = new() { ["mine"] = 1 } }, (JsonTypeInfo<EmptyResult>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(EmptyResult)))),
            (_, _, _) => throw new InvalidOperationException("secret"),
            (_, _, _) => throw new McpProtocolException("not you", McpErrorCode.InvalidRequest),
        ];
        foreach (var filter in filters)
        {
            await using var app = await StartAsync(_behaviours["answers"], mcp => mcp.Services.Configure<McpServerOptions>(
                options => options.Filters.Request.CallToolWithAlternateFilters.Add(filter)));
            foreach (var version in _versions)
            {
                var (front, official) = await app.AskBothAsync(() => Call(version));
                front.Should().Be(official, version);
            }
        }
    }
#pragma warning restore MCPEXP002

    [Fact]
    public async Task Filters_of_outgoing_messages_see_and_change_everything_that_is_sent()
    {
        await using var app = await StartAsync(_behaviours["reports progress"], mcp => mcp.WithMessageFilters(filters => filters
            .AddOutgoingFilter(next => async (message, cancellationToken) =>
            {
                if (message.JsonRpcMessage is JsonRpcResponse { Result: JsonObject result })
                {
                    result["seen"] = result["_meta"]?.ToJsonString() ?? "";
                    var extra = new JsonRpcNotification { Method = "notifications/extra", Context = message.JsonRpcMessage.Context };
                    await next(new MessageContext(message.Server, extra), cancellationToken);
                }

                await next(message, cancellationToken);
            })));

        foreach (var version in _versions)
        {
            var (front, official) = await app.AskBothAsync(() => Call(version, new() { ["_meta"] = Meta(version, ("progressToken", "p")) }));

            front.Should().Be(official, version);
            front.Body.Should().Contain("notifications/extra").And.Contain("\"seen\"");
        }
    }

    [Fact]
    public async Task What_a_filter_sends_behind_the_answer_goes_nowhere()
    {
        await using var app = await StartAsync(_behaviours["answers"], mcp => mcp.WithMessageFilters(filters => filters
            .AddOutgoingFilter(next => async (message, cancellationToken) =>
            {
                await next(message, cancellationToken);
                await next(new MessageContext(message.Server, new JsonRpcNotification { Method = "notifications/late" }), cancellationToken);
            })));

        var answer = await app.AskAsync(Call(McpPost.Newest));

        answer.Status.Should().Be(200);
        answer.Body.Should().Contain("subject").And.NotContain("notifications/late");
    }

    [Fact]
    public async Task A_result_that_a_filter_hands_out_again_and_again_is_not_written_to()
    {
        var kept = new CallToolResult { Content = [new TextContentBlock { Text = "kept" }], Meta = new() { ["mine"] = 1 } };
        var meta = kept.Meta;
        await using var app = await StartAsync((_, _) => new(kept));

        var first = await app.AskAsync(Call(McpPost.Newest));
        var second = await app.AskAsync(Call(McpPost.Newest));

        first.Should().Be(second);
        meta.Should().ContainSingle("the tree may be read by another call at the time");
    }

    [Fact]
    public async Task What_a_tool_still_reports_after_its_answer_goes_nowhere()
    {
        var goOn = new TaskCompletionSource();
        var reported = new TaskCompletionSource();
        await using var app = await StartAsync((request, cancellationToken) =>
        {
            _ = ReportLaterAsync(request.Server);
            return Text("done");
        });

        var answer = await app.AskAsync(Call(McpPost.Newest));
        goOn.SetResult();
        await reported.Task.WaitAsync(_patience);

        answer.Status.Should().Be(200);
        app.Logs.At(LogLevel.Warning).Where(text => !text.Contains("have no description")).Should().BeEmpty();

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
        await using var app = await StartAsync(async (_, cancellationToken) =>
        {
            await using var registration = cancellationToken.Register(cancelled.SetResult);
            entered.SetResult();
            await cancelled.Task;
            cancellationToken.ThrowIfCancellationRequested();
            return await Text("too late");
        });
        using var leave = new CancellationTokenSource();
        var call = app.Http.SendAsync(Call(McpPost.Newest), leave.Token);
        await entered.Task.WaitAsync(_patience);

        await leave.CancelAsync();

        await cancelled.Task.WaitAsync(_patience);
        await call.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
        app.Logs.At(LogLevel.Warning).Where(text => !text.Contains("have no description")).Should().BeEmpty();
    }

    [Fact]
    public async Task Applications_that_look_into_the_session_keep_the_SDKs_server()
    {
        Behaviour whose = (request, _) => Text((request.Server is RequestServer).ToString());
        Action<IMcpServerBuilder>[] applications =
        [
            mcp => mcp.WithMessageFilters(filters => filters.AddIncomingFilter(next => next)),
            mcp => mcp.Services.Configure<HttpServerTransportOptions>(options => options.ConfigureSessionOptions = (_, _, _) => Task.CompletedTask),
#pragma warning disable MCPEXP002
            mcp => mcp.Services.Configure<HttpServerTransportOptions>(options => options.RunSessionHandler = (_, server, token) => server.RunAsync(token)),
#pragma warning restore MCPEXP002
        ];
        foreach (var application in applications)
        {
            await using var app = await StartAsync(whose, application);
            foreach (var version in _versions)
                (await app.AskAsync(Call(version))).Body.Should().Contain("\"False\"");
        }

        await using var plain = await StartAsync(whose);
        (await plain.AskAsync(Call(null))).Body.Should().Contain("\"True\"");
    }

    [Theory]
    [InlineData(HttpServerSessionMode.Stateful, false, 400)]
    [InlineData(HttpServerSessionMode.StatefulForInitializeClients, true, 200)]
    public async Task Where_there_are_sessions_the_versions_that_have_some_keep_them(HttpServerSessionMode mode, bool newestAlone, int status)
    {
        await using var app = await StartAsync(
            (request, _) => Text((request.Server is RequestServer).ToString()), transport: options => options.SessionMode = mode);

        var newest = await app.AskAsync(Call(McpPost.Newest));
        var legacy = await app.AskAsync(Call("2025-11-25"));

        newest.Status.Should().Be(status);
        newest.Body.Contains("\"True\"", StringComparison.Ordinal).Should().Be(newestAlone);
        legacy.Status.Should().Be(400, "it names no session");
    }

    [Fact]
    public async Task Who_listens_to_the_SDKs_spans_gets_them()
    {
        await using var app = await StartAsync(_behaviours["answers"]);
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

        await app.AskAsync(Call(McpPost.Newest));

        lock (spans)
            spans.Should().Contain("tools/call subject");
    }

    private static JsonObject Meta(string? version, params ReadOnlySpan<(string Key, JsonNode Value)> more)
    {
        JsonObject meta = version != McpPost.Newest ? [] : new JsonObject
        {
            ["io.modelcontextprotocol/protocolVersion"] = McpPost.Newest,
            ["io.modelcontextprotocol/clientCapabilities"] = new JsonObject { ["elicitation"] = new JsonObject() },
            ["io.modelcontextprotocol/clientInfo"] = new JsonObject { ["name"] = "test", ["version"] = "1" },
        };
        foreach (var (key, value) in more)
            meta[key] = value;
        return meta;
    }

    /// <summary>A call whose parameters are spelled as given, but for the metadata.</summary>
    private static HttpRequestMessage Spelled(string? version, string parameters)
    {
        var request = McpPost.Raw(
            $$"""{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"_meta":{{Meta(version).ToJsonString()}},{{parameters[1..]}}}""", version);
        if (version == McpPost.Newest)
        {
            request.Headers.Add("Mcp-Method", "tools/call");
            request.Headers.Add("Mcp-Name", JsonNode.Parse(parameters)!["name"]?.ToString() ?? "subject");
        }

        return request;
    }

    private static ValueTask<CallToolResult> Text(string text) => new(new CallToolResult { Content = [new TextContentBlock { Text = text }] });
}
