using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Client;
using Mvc.Mcp.EndToEnd.Clients;
using Mvc.Mcp.TestApi;

namespace Mvc.Mcp.EndToEnd.Definitions;

/// <summary>What is made of documents of others is JSON Schema 2020-12 as strict clients want it, and nothing is lost in silence.</summary>
public class DocumentSchemaTests
{
    [SkippableTheory]
    [InlineData("gitea.swagger-2.0.json")]
    [InlineData("box.openapi-3.0.json")]
    [InlineData("discord.openapi-3.1.json")]
    public Task Schemas_of_public_documents_are_valid_in_ajv_s_strict_mode(string name) =>
        CheckAsync(File.ReadAllText(Repository.PathTo("test", "Mvc.Mcp.Tests", "OpenApi", "Documents", name)));

    [SkippableFact]
    public async Task Schemas_of_a_document_of_500_operations_with_everything_are_valid_and_what_is_lost_is_named()
    {
        var catalog = await CheckAsync(GeneratedDocument.OpenApi(500));

        (catalog.Tools.Count + catalog.Omitted.Count).Should().Be(500);
        catalog.Omitted.Should().HaveCount(20).And.OnlyContain(left => left.Reason.Contains("'Loop' is made of itself") || left.Reason.Contains("other.json"));
        foreach (var lost in new[] { "'if'", "'then'", "'contains'", "'dependentRequired'", "prefixItems", "patternProperties", "'id'", "\"key\"" })
            catalog.Warnings.Should().Contain(warning => warning.Contains(lost), lost);
    }

    [SkippableFact]
    public async Task So_are_those_of_500_operations_of_Swagger_2()
    {
        var catalog = await CheckAsync(GeneratedDocument.Swagger(500));

        catalog.Tools.Should().HaveCount(500);
        catalog.Warnings.Should().Contain(warning => warning.Contains("#/definitions/Missing")).And.Contain(warning => warning.Contains("'undeclared'"));
    }

    private static async Task<IMcpCatalog> CheckAsync(string document)
    {
        Node.Require();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddMcpServer().WithOpenApi("in memory", o =>
        {
            o.OpenApi.Text = document;
            o.OpenApi.OutputSchemas = true;
            o.ForwardTo("api", client => client.BaseAddress = new Uri("https://api.example"));
        });
        await using var app = builder.Build();
        app.MapMcp("/mcp");
        await app.StartAsync();
        await using var client = await McpClient.CreateAsync(new HttpClientTransport(
            new HttpClientTransportOptions { Endpoint = new Uri("http://localhost/mcp"), TransportMode = HttpTransportMode.StreamableHttp }, app.GetTestClient(), ownsHttpClient: true));
        var tools = await client.ListToolsAsync();
        var schemas = tools.Select(tool => new { name = tool.Name + " input", schema = (JsonElement?)tool.JsonSchema, values = Array.Empty<JsonElement>() })
            .Concat(tools.Select(tool => new { name = tool.Name + " output", schema = tool.ReturnJsonSchema, values = Array.Empty<JsonElement>() }))
            .Where(schema => schema.schema is not null);
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(schemas));
            var result = await Node.RunAsync(Repository.PathTo("test", "Mvc.Mcp.EndToEnd", "Definitions", "ajv.mjs"), [file]);
            result.Succeeded().Trim().Should().BeEmpty();
        }
        finally
        {
            File.Delete(file);
        }

        return app.Services.GetRequiredService<IMcpCatalog>();
    }
}
