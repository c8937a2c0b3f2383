using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Client;
using Mvc.Mcp.EndToEnd.Clients;
using Mvc.Mcp.TestApi;

namespace Mvc.Mcp.EndToEnd.Definitions;

/// <summary>What goes out is JSON Schema 2020-12, says the validator that most clients use.</summary>
public class SchemaTests
{
    private const string ResultsTag = "Results";

    public static TheoryData<string, string> FlavorsAndRevisions
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var flavor in SwaggerFlavor.Names)
                data.Add(flavor, "2026-07-28");
            // What earlier revisions see differs in the wrapping of answers alone, whatever the flavor.
            data.Add("default", "2025-06-18");
            return data;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(FlavorsAndRevisions))]
    public async Task Every_schema_is_valid_in_ajv_s_strict_mode_and_every_answer_is_valid_by_its_schema(string flavor, string revision)
    {
        Node.Require();
        await using var app = await StartAsync(flavor);
        await using var client = await ConnectAsync(app, revision);
        var tools = await client.ListToolsAsync();
        tools.Should().HaveCountGreaterThanOrEqualTo(150);
        tools.Should().AllSatisfy(tool => tool.JsonSchema.EnumerateObject().Select(keyword => keyword.Name)
            .Should().BeSubsetOf(["type", "properties", "required", "additionalProperties", "$defs"], "the root is a plain object"));

        var schemas = new List<object>();
        foreach (var tool in tools)
        {
            schemas.Add(new { name = tool.Name + " input", schema = tool.JsonSchema, values = Array.Empty<JsonElement>() });
            if (tool.ReturnJsonSchema is { } output)
                schemas.Add(new { name = tool.Name + " output", schema = output, values = await AnswersAsync(client, tool) });
        }

        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(schemas));
            var checkedBy = await Node.RunAsync(Repository.PathTo("test", "Mvc.Mcp.EndToEnd", "Definitions", "ajv.mjs"), [file]);
            checkedBy.Succeeded().Trim().Should().BeEmpty();
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<JsonElement[]> AnswersAsync(McpClient client, McpClientTool tool)
    {
        if (tool.ProtocolTool.Meta?["tags"]?[0]?.GetValue<string>() != ResultsTag)
            return [];
        var arguments = tool.JsonSchema.GetProperty("properties").TryGetProperty("found", out _)
            ? new Dictionary<string, object?> { ["found"] = true }
            : [];
        var result = await client.CallToolAsync(tool.Name, arguments);
        result.IsError.Should().NotBe(true);
        result.StructuredContent.Should().NotBeNull("{0} announces a schema", tool.Name);
        return [result.StructuredContent!.Value];
    }

    private static async Task<WebApplication> StartAsync(string flavor)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddTestApi(swagger => SwaggerFlavor.Apply(flavor, swagger)).AddMcp();
        var app = builder.Build();
        app.MapControllers();
        app.MapMcp("/mcp");
        await app.StartAsync();
        return app;
    }

    private static Task<McpClient> ConnectAsync(WebApplication app, string revision) => McpClient.CreateAsync(
        new HttpClientTransport(
            new HttpClientTransportOptions { Endpoint = new Uri("http://localhost/mcp"), TransportMode = HttpTransportMode.StreamableHttp },
            app.GetTestClient(),
            ownsHttpClient: true),
        new McpClientOptions { ProtocolVersion = revision });
}
