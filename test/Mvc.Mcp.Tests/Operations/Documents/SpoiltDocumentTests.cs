using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Client;
using Mvc.Mcp.Operations.Documents;
using Mvc.Mcp.Operations.Documents.Preparation;
using Mvc.Mcp.TestApi;
using Xunit.Abstractions;

namespace Mvc.Mcp.Tests.Operations.Documents;

/// <summary>
/// 5,000 documents, valid and broken: some always the same, some others in each run. <c>MVC_MCP_DOCUMENTS</c> sets how many
/// others.
/// </summary>
public class SpoiltDocumentTests(ITestOutputHelper output)
{
    private const int Documents = 1250;

    private static readonly HashSet<string> _methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    [Theory]
    [InlineData(20261127)]
    [InlineData(3432772357365154003)]
    [InlineData(3321397652043038118)]
    public Task Documents_that_once_were_trouble_leave_the_server_running_and_each_fault_is_named(ulong seed) => CheckAsync(seed, Documents);

    [Fact]
    public Task Documents_that_nobody_has_seen_leave_the_server_running_and_each_fault_is_named() => CheckAsync(
        (ulong)Random.Shared.NextInt64(),
        int.TryParse(Environment.GetEnvironmentVariable("MVC_MCP_DOCUMENTS"), CultureInfo.InvariantCulture, out var wanted) ? wanted : Documents);

    private async Task CheckAsync(ulong seed, int documents)
    {
        output.WriteLine($"{documents} documents of the seed {seed}.");
        var whole = GeneratedDocument.OpenApi(12);
        var text = whole;
        var (read, refused) = (0, 0);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddMcpServer().WithOpenApi("spoilt.json", o =>
        {
            o.OpenApi.Text = text;
            o.OpenApi.OutputSchemas = read % 2 == 1;
            o.FieldSelection = read % 3 == 1;
            o.ForwardTo("api", client => client.BaseAddress = new Uri("https://api.example"));
        });
        await using var app = builder.Build();
        app.MapMcp("/mcp");
        await app.StartAsync();
        var catalog = app.Services.GetRequiredService<IMcpCatalog>();
        var names = catalog.Tools.Select(tool => tool.Name).ToArray();

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(documents).WithReplay(seed, 1),
            Prop.ForAll<SpoiltDocument>(SpoiltDocument.Arbitrary, spoilt =>
            {
                text = spoilt.Text;
                var before = catalog.Tools;
                try
                {
                    catalog.RefreshAsync().GetAwaiter().GetResult();
                    read++;
                    NothingIsLost(spoilt, catalog);
                }
                catch (InvalidOperationException exception)
                {
                    refused++;
                    exception.Message.Should().Contain("spoilt.json");
                    catalog.Tools.Should().BeSameAs(before, "the tools of the last good document stay");
                }
            }));

        read.Should().BeGreaterThan(documents / 2);
        refused.Should().BePositive();
        text = whole;
        await catalog.RefreshAsync();
        await using var client = await McpClient.CreateAsync(new HttpClientTransport(new() { Endpoint = new Uri("http://localhost/mcp") }, app.GetTestClient(), ownsHttpClient: true));
        (await client.ListToolsAsync()).Select(tool => tool.Name).Should().BeEquivalentTo(names, "the server runs as before");
    }

    private static void NothingIsLost(SpoiltDocument spoilt, IMcpCatalog catalog)
    {
        if (!spoilt.Text.StartsWith('{'))
            return;
        var tools = catalog.Tools.Select(tool => $"{tool.Method} {tool.Path}").ToHashSet();
        var omitted = catalog.Omitted.ToLookup(left => $"{left.Method} {left.Path}");
        var lost = from path in DocumentSyntax.Read(Encoding.UTF8.GetBytes(spoilt.Text), new PreparationNotes())["paths"]!.AsObject()
                   where path.Value is JsonObject && !path.Key.StartsWith("x-", StringComparison.Ordinal)
                   from member in path.Value.AsObject()
                   where _methods.Contains(member.Key)
                   let operation = $"{member.Key.ToUpperInvariant()} {path.Key}"
                   where !tools.Contains(operation) && omitted[operation].Count(left => left.Reason.EndsWith('.')) != 1
                   select operation;
        lost.Should().BeEmpty(spoilt.Changes);
        var unknown = from tool in catalog.Tools
                      let schema = tool.Tool!.InputSchema
                      where IsTooDeep(schema, 58) || References(schema).Any(reference => !IsDefined(schema, reference))
                      select tool.Name;
        unknown.Should().BeEmpty(spoilt.Changes);
    }

    private static bool IsTooDeep(JsonElement node, int levels) => levels == 0 || node.ValueKind switch
    {
        JsonValueKind.Object => node.EnumerateObject().Any(member => IsTooDeep(member.Value, levels - 1)),
        JsonValueKind.Array => node.EnumerateArray().Any(element => IsTooDeep(element, levels - 1)),
        _ => false,
    };

    private static bool IsDefined(JsonElement schema, string reference) => schema.GetProperty("$defs").TryGetProperty(
        Uri.UnescapeDataString(reference["#/$defs/".Length..]).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal), out _);

    // What stands in these is data.
    private static IEnumerable<string> References(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Object => node.EnumerateObject()
            .Where(member => member.Name is not ("default" or "enum" or "examples" or "const"))
            .SelectMany(member => member is { Name: "$ref", Value.ValueKind: JsonValueKind.String } ? [member.Value.GetString()!] : References(member.Value)),
        JsonValueKind.Array => node.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
