using System.Text.Json;
using Microsoft.OpenApi;
using ModelContextProtocol;
using Mvc.Mcp.Schemas;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.TestApi;

public class ScaleTests
{
    [Fact]
    public async Task A_thousand_actions_are_listed_in_pages()
    {
        await using var app = await McpTestApp.StartAsync([.. ManyControllers.Of(1000)], options => options.ListPageSize = 300);
        await using var client = await app.ConnectAsync();
        var pages = new List<int>();
        string? cursor = null;
        do
        {
            var page = await client.ListToolsAsync(new ModelContextProtocol.Protocol.ListToolsRequestParams { Cursor = cursor });
            pages.Add(page.Tools.Count);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        pages.Should().Equal(300, 300, 300, 100);
        (await client.ListToolsAsync()).Select(tool => tool.Name).Should().HaveCount(1000).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Twenty_starts_give_the_same_list_byte_by_byte()
    {
        var lists = new HashSet<string>();
        for (var start = 0; start < 20; start++)
        {
            await using var server = await TestApiServer.StartAsync();
            await using var client = await server.ConnectAsync();
            var tools = await client.ListToolsAsync();
            lists.Add(JsonSerializer.Serialize(tools.Select(tool => tool.ProtocolTool), McpJsonUtilities.DefaultOptions));
        }

        lists.Should().ContainSingle();
    }

    [Fact]
    public void Schemas_that_double_at_each_level_do_not_make_a_tool_of_exponential_size()
    {
        // Each of the thirty schemas has the next one twice: written inline, the first would have a thousand million members.
        var document = new OpenApiDocument { Components = new OpenApiComponents { Schemas = new Dictionary<string, IOpenApiSchema>() } };
        for (var level = 0; level < 30; level++)
        {
            document.Components.Schemas[$"Level{level}"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Properties = new Dictionary<string, IOpenApiSchema>
                {
                    ["left"] = new OpenApiSchemaReference($"Level{level + 1}"), ["right"] = new OpenApiSchemaReference($"Level{level + 1}"),
                },
            };
        }

        var translator = new SchemaTranslator(new SchemaComponents(document), SchemaDirection.Input);
        var schema = translator.TranslateExpanded(new OpenApiSchemaReference("Level0"));
        translator.AddDefinitions(schema);
        schema.ToJsonString().Length.Should().BeLessThan(100_000);
    }
}
