using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mvc.Mcp.TestApi;

namespace Mvc.Mcp.Tests.Operations.Documents;

public class SpoiltDocumentTests
{
    private const ulong Seed = 20261127;
    private const int Documents = 5000;

    private static readonly HashSet<string> _methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    [Fact]
    public async Task Five_thousand_documents_valid_and_broken_leave_the_server_running_and_each_fault_is_named()
    {
        var text = GeneratedDocument.OpenApi(12);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddMcpServer().WithOpenApi("spoilt.json", o =>
        {
            o.OpenApi.Text = text;
            o.ForwardTo("api", client => client.BaseAddress = new Uri("https://api.example"));
        });
        await using var app = builder.Build();
        app.MapMcp("/mcp");
        await app.StartAsync();
        var catalog = app.Services.GetRequiredService<IMcpCatalog>();
        var (read, refused) = (0, 0);

        // The same documents in each run; another first number gives others.
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Documents).WithReplay(Seed, 1),
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

        read.Should().BeGreaterThan(Documents / 2);
        refused.Should().BePositive();
    }

    private static void NothingIsLost(SpoiltDocument spoilt, IMcpCatalog catalog)
    {
        if (!spoilt.Text.StartsWith('{'))
            return;
        var paths = JsonNode.Parse(spoilt.Text)!["paths"]!.AsObject();
        foreach (var (path, item) in paths.Where(path => !path.Key.StartsWith("x-", StringComparison.Ordinal)))
        {
            foreach (var (method, _) in (item as JsonObject)?.Where(member => _methods.Contains(member.Key)) ?? [])
            {
                var name = method.ToUpperInvariant();
                (catalog.Tools.Any(tool => tool.Path == path && tool.Method == name) ||
                    catalog.Omitted.Any(left => left.Path == path && left.Method == name) ||
                    catalog.Warnings.Any(warning => warning.Contains(path, StringComparison.Ordinal)))
                    .Should().BeTrue($"{name} {path} is a tool, left out or warned of: {spoilt.Changes}");
            }
        }

        foreach (var tool in catalog.Tools)
        {
            var schema = tool.Tool!.InputSchema;
            using var shallow = JsonDocument.Parse(schema.GetRawText(), new JsonDocumentOptions { MaxDepth = 58 });
            References(schema).Where(reference => !IsDefined(schema, reference)).Should().BeEmpty(spoilt.Changes);
        }
    }

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
