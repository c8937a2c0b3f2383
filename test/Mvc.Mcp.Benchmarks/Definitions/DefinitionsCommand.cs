using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.MeasuredApis;
using Mvc.Mcp.MeasuredApis.Ordinary;
using Mvc.Mcp.MeasuredApis.Thousand;

namespace Mvc.Mcp.Benchmarks.Definitions;

/// <summary><c>definitions</c>: prints what a model has to read of an ordinary application, and how a search over 1,000 tools does.</summary>
internal static class DefinitionsCommand
{
    public const string Name = "definitions";

    private const int Searches = 400;

    public static Command Create()
    {
        var command = new Command(Name, "Counts the tokens of definitions, and measures the search.");
        command.SetAction((_, cancellationToken) => RunAsync(Console.Out, cancellationToken));
        return command;
    }

    private static async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync("| output schemas | visible tokens a tool | wire tokens a tool | longest output schema |");
        await output.WriteLineAsync("|---|---|---|---|");
        foreach (var outputs in Enum.GetValues<OutputSchemas>())
        {
            await using var app = Build(services => services.AddOrdinaryApplication(), options => options.OutputSchemas = outputs);
            var tools = app.Services.GetRequiredService<IMcpCatalog>().Tools.Select(entry => entry.Tool!).ToArray();
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"| {outputs} | {tools.Average(DefinitionTokens.Visible):0.0} | {tools.Average(DefinitionTokens.Wire):0.0} | {tools.Max(tool => tool.OutputSchema?.GetRawText().Length ?? 0)} |"));
        }

        await SearchAsync(output, cancellationToken);
    }

    private static async Task SearchAsync(TextWriter output, CancellationToken cancellationToken)
    {
        await using var app = Build(services => services.AddThousandActions(), options => options.Discovery = ToolDiscovery.Search);
        app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync(cancellationToken);
        await using var client = await McpClient.CreateAsync(
            new HttpClientTransport(new HttpClientTransportOptions { Endpoint = new Uri(app.Urls.Single() + "/mcp"), TransportMode = HttpTransportMode.StreamableHttp }),
            cancellationToken: cancellationToken);
        var list = await client.ListToolsAsync(cancellationToken: cancellationToken);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"\nThe list of 1,000 tools behind a search: {list.Sum(tool => DefinitionTokens.Visible(tool.ProtocolTool))} visible tokens, {list.Sum(tool => DefinitionTokens.Wire(tool.ProtocolTool))} on the wire."));
        await PlacesAsync("in the words of the API", Queries.SameWords, client, output, cancellationToken);
        await PlacesAsync("in other words", Queries.OtherWords, client, output, cancellationToken);

        // The client runs in this process as well, and a call of nothing else takes as much of it.
        var search = await CpuAsync(client, "search_tools", "change an invoice", cancellationToken);
        var refusal = await CpuAsync(client, "search_tools", "", cancellationToken);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"CPU of a search: {search.TotalMilliseconds:0.00} ms, client and transport included; of a search that is refused at once: {refusal.TotalMilliseconds:0.00} ms."));
    }

    private static async Task PlacesAsync(
        string kind, IReadOnlyList<(string Query, string Tool)> queries, McpClient client, TextWriter output, CancellationToken cancellationToken)
    {
        var places = new List<int>();
        var tokens = 0;
        foreach (var (query, tool) in queries)
        {
            var text = await TextAsync(client, "search_tools", query, cancellationToken);
            tokens += DefinitionTokens.Of(text);
            places.Add(Array.FindIndex(text.Split('\n'), line => line.StartsWith(tool + "(", StringComparison.Ordinal)));
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{queries.Count} queries {kind}: first {places.Count(place => place == 0) * 100.0 / queries.Count:0.0} %, among eight {places.Count(place => place >= 0) * 100.0 / queries.Count:0.0} %; {tokens / queries.Count} tokens an answer."));
    }

    private static async Task<TimeSpan> CpuAsync(McpClient client, string tool, string query, CancellationToken cancellationToken)
    {
        for (var i = 0; i < Searches; i++)
            await TextAsync(client, tool, query, cancellationToken);
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        for (var i = 0; i < Searches; i++)
            await TextAsync(client, tool, query, cancellationToken);
        process.Refresh();
        return (process.TotalProcessorTime - before) / Searches;
    }

    private static async Task<string> TextAsync(McpClient client, string tool, string query, CancellationToken cancellationToken)
    {
        var result = await client.CallToolAsync(tool, new Dictionary<string, object?> { ["query"] = query }, cancellationToken: cancellationToken);
        return result.Content.OfType<TextContentBlock>().Single().Text;
    }

    private static WebApplication Build(Func<IServiceCollection, IMvcBuilder> controllers, Action<McpOptions> options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        controllers(builder.Services).AddMcp(options);
        var app = builder.Build();
        app.MapControllers();
        app.MapMcp("/mcp");
        return app;
    }
}
