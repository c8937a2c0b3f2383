using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Execution.Forwarding;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Results;
using Mvc.Mcp.Tests.Execution.Forwarding;

namespace Mvc.Mcp.Tests.Operations.Documents.Wire;

/// <summary>A server on a port of its own that records each request and answers what it is told; and what makes tools of documents and calls it.</summary>
public sealed class WireServer : IAsyncLifetime
{
    private readonly WebApplication _api;
    private readonly WebApplication _mcp;
    private RecordedRequest? _recorded;
    private Func<HttpContext, Task> _answer = _ => Task.CompletedTask;

    public WireServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _api = builder.Build();
        _api.Run(RecordAsync);
        var mcp = WebApplication.CreateSlimBuilder();
        mcp.Logging.ClearProviders();
        mcp.Services.AddMcpServer().WithOpenApi("unused.json");
        _mcp = mcp.Build();
    }

    public string Address => ForwardedApp.AddressOf(_api);

    public Task InitializeAsync() => _api.StartAsync();

    public async Task DisposeAsync()
    {
        await _mcp.DisposeAsync();
        await _api.DisposeAsync();
    }

    /// <summary>Makes the catalog of a document.</summary>
    internal Task<CatalogSnapshot> CatalogAsync(string document, Action<McpOptions>? configure = null)
    {
        var options = new McpOptions();
        options.OpenApi.Text = document;
        options.ForwardTo("api", client => client.BaseAddress = new Uri(Address));
        configure?.Invoke(options);
        return _mcp.Services.GetRequiredService<CatalogBuilder>().BuildAsync(options, new HashSet<string>(), CancellationToken.None);
    }

    /// <summary>Calls the only tool of a document, and returns what the server got.</summary>
    internal async Task<RecordedRequest> SendAsync(string document, string arguments, Action<McpOptions>? configure = null)
    {
        _recorded = null;
        var (result, faults) = await CallAsync(document, arguments, configure);
        return _recorded ?? throw new InvalidOperationException($"Nothing was sent: {faults ?? result?.Content.OfType<TextContentBlock>().FirstOrDefault()?.Text}");
    }

    /// <summary>Calls the only tool of a document that answers <paramref name="answer"/>, and returns what becomes of the answer.</summary>
    internal async Task<CallToolResult> AskAsync(string document, Func<HttpContext, Task> answer, Action<McpOptions>? configure = null, string version = "2026-07-28")
    {
        _answer = answer;
        try
        {
            return (await CallAsync(document, "{}", configure, version)).Result!;
        }
        finally
        {
            _answer = _ => Task.CompletedTask;
        }
    }

    /// <summary>What is wrong with the arguments of a call.</summary>
    internal async Task<string?> RefusalAsync(string document, string arguments) => (await CallAsync(document, arguments)).Faults;

    private async Task<(CallToolResult? Result, string? Faults)> CallAsync(
        string document, string arguments, Action<McpOptions>? configure = null, string version = "2026-07-28")
    {
        var catalog = await CatalogAsync(document, configure);
        if (catalog.Tools.Count != 1)
            throw new InvalidOperationException(string.Join("; ", catalog.Omitted.Select(left => left.Reason)));
        var tool = catalog.Tools[0];
        var given = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(arguments);
        if (!ArgumentBinder.TryBind(tool.Request, given, tool.Options.MaxRequestBytes, RequestLimits.Default, out var request, out var errors))
            return (null, errors.ToString());
        var dispatcher = _mcp.Services.GetRequiredService<ForwardedDispatcher>();
        using var response = await dispatcher.DispatchAsync(tool, request, null!, CancellationToken.None);
        return (ResultReader.Read(tool, response, version, given), null);
    }

    private async Task RecordAsync(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _recorded = new RecordedRequest(
            context.Request.Method,
            context.Features.Get<IHttpRequestFeature>()!.RawTarget,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray());
        await _answer(context);
    }
}
