using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Execution;
using Mvc.Mcp.Protocol.Endpoints;
using Mvc.Mcp.Tests.Hosting;
using Mvc.Mcp.Tests.Protocol.Host;
using Mvc.Mcp.Tools;
using Mvc.Mcp.Tools.Resources;

namespace Mvc.Mcp.Tests.Protocol.Calls;

/// <summary>
/// An application with one action, whose tool does as it is told, and which can be asked with the front or without: then
/// the official host's own delegate answers the very same request.
/// </summary>
internal sealed class SubjectApp : IAsyncDisposable
{
    private const string Bypass = "Test-Bypass";

    private readonly TestServerApp _app;

    private SubjectApp(TestServerApp app) => _app = app;

    /// <summary>Whether the official host has made a server for the last request.</summary>
    public bool LastHadServer => _app.Services.GetRequiredService<LastRequest>().HadServer;

    /// <summary>What a tool does.</summary>
    public delegate ValueTask<CallToolResult> Behaviour(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken);

    public HttpClient Http => _app.Http;

    public LogRecorder Logs => _app.Logs;

    public static async Task<SubjectApp> StartAsync(
        Behaviour behaviour,
        Action<IMcpServerBuilder>? server = null,
        Action<HttpServerTransportOptions>? transport = null,
        Action<WebApplication>? pipeline = null,
        Action<IEndpointConventionBuilder>? endpoint = null) =>
        new(await TestServerApp.StartAsync(
            mcp =>
            {
                HeaderAuthentication.AddTo(mcp.Services);
                mcp.Services.AddSingleton<LastRequest>();
                mcp.Services.AddSingleton<IActionCaller>(new Caller(behaviour));
                mcp.Services.Configure<McpServerOptions>(options => options.ServerInfo = new() { Name = "shop", Version = "1" });
                server?.Invoke(mcp);
            },
            options =>
            {
                // Time stands still: a busy machine does not change what is sent.
                options.TimeProvider = new FakeTimeProvider();
                transport?.Invoke(options);
            },
            pipeline: app =>
            {
                app.UseAuthentication();
                pipeline?.Invoke(app);
                app.Use(PassByAsync);
            },
            endpoint: endpoint,
            controllers: [typeof(SubjectController)]));

    /// <summary>The answer to the same request by the front, and by the official host alone.</summary>
    public async Task<(Answer Front, Answer Official)> AskBothAsync(Func<HttpRequestMessage> request)
    {
        var bypassing = request();
        bypassing.Headers.Add(Bypass, "yes");
        return (await AskAsync(request()), await AskAsync(bypassing));
    }

    /// <summary>The answer by the front.</summary>
    public async Task<Answer> AskAsync(HttpRequestMessage request)
    {
        using var response = await Http.SendAsync(request);
        var headers = response.Headers.Concat(response.Content.Headers)
            // An answer that is ready goes out with its length.
            .Where(header => header.Key is not "Content-Length")
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")
            .Order(StringComparer.Ordinal);
        return new(
            (int)response.StatusCode, string.Join('\n', headers), Sorted(await response.Content.ReadAsStringAsync()), await response.ReadErrorCodeAsync());
    }

    /// <summary>A call of the action in a version of the protocol; null sends no version.</summary>
    public static HttpRequestMessage Call(string? version, JsonObject? parameters = null)
    {
        parameters ??= [];
        parameters["name"] ??= "subject";
        return version == McpPost.Newest
            ? McpPost.Standalone("tools/call", parameters)
            : McpPost.Legacy("tools/call", parameters, version: version);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    // Behind routing, in the place of ours, stands what the official MapMcp has mapped.
    private static async Task PassByAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Headers.ContainsKey(Bypass))
        {
            http.SetEndpoint(http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints
                .Single(endpoint => McpEndpoints.KindOf(endpoint) is McpEndpointKind.Messages));
        }

        await next(http);
        http.RequestServices.GetRequiredService<LastRequest>().HadServer = http.Features.Get<McpServer>() is not null;
    }

    // Nothing but the order of members may differ.
    private static string Sorted(string body) => string.Join('\n', body.Split('\n').Select(line =>
        line.IndexOf('{') is >= 0 and var start ? line[..start] + Sorted(JsonNode.Parse(line[start..]))!.ToJsonString() : line));

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject given => new JsonObject(given.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray given => new JsonArray([.. given.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    /// <summary>What a client gets.</summary>
    internal sealed record Answer(int Status, string Headers, string Body, int? Code);

    [ApiController, Route("subject")]
    public sealed class SubjectController : ControllerBase
    {
        [HttpGet(Name = "subject")]
        public string Get() => "";

        [HttpGet("list/{id}", Name = "list")]
        public IEnumerable<int> List(int id, string? text = "Ä") => [];

        [HttpDelete("admin", Name = "admin"), Authorize(Roles = "admin")]
        public void Delete()
        {
        }
    }

    private sealed class LastRequest
    {
        public bool HadServer { get; set; }
    }

    private sealed class Caller(Behaviour behaviour) : IActionCaller
    {
        public ValueTask<CallToolResult> CallToolAsync(
            ToolDefinition tool, RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
        {
            // Nobody is refused.
            request.Services!.GetRequiredService<IHttpContextAccessor>().HttpContext!.Features.Get<IAnswerStart>()?.MayBegin();
            return behaviour(request, cancellationToken);
        }

        public ValueTask<ReadResourceResult> ReadResourceAsync(
            ResourceDefinition resource,
            IDictionary<string, System.Text.Json.JsonElement> arguments,
            RequestContext<ReadResourceRequestParams> request,
            CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
