using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.MeasuredApis;
using Mvc.Mcp.MeasuredApis.Ordinary;
using Mvc.Mcp.Schemas;
using Mvc.Mcp.Tools.Inputs;
using Mvc.Mcp.Tools.Lean;

namespace Mvc.Mcp.Tests.Tools;

/// <summary>What a model has to read of an ordinary application, in tokens of a real tokenizer.</summary>
public class OrdinaryApplicationTests
{
    private static readonly EvaluationOptions _withFormats = new() { RequireFormatValidation = true };

    [Fact]
    public void Every_action_is_a_tool() => Build().Tools.Should().HaveCount(OrdinaryApplication.ActionCount);

    [Fact]
    public void What_hosts_show_a_model_is_at_most_108_tokens_a_tool() =>
        Build().Tools.Average(tool => DefinitionTokens.Visible(tool.Tool)).Should().BeLessThanOrEqualTo(108);

    [Theory]
    [InlineData(OutputSchemas.Full, 345)]
    [InlineData(OutputSchemas.WithoutDescriptions, 310)]
    [InlineData(OutputSchemas.None, 150)]
    public void What_travels_is_at_most(OutputSchemas outputs, int tokens) =>
        Build(options => options.OutputSchemas = outputs).Tools.Average(tool => DefinitionTokens.Wire(tool.Tool)).Should().BeLessThanOrEqualTo(tokens);

    [Fact]
    public void A_lean_schema_refuses_what_the_whole_one_refuses()
    {
        var compared = 0;
        foreach (var tool in Build().Tools)
        {
            var (whole, _) = InputBuilder.Build(tool.Operation, new SchemaComponents(tool.Operation.Document), new McpOptions(), []);
            var lean = whole.DeepClone().AsObject();
            LeanSchema.Input(lean, tool.Tool.Name);
            lean.ToJsonString().Should().Be(JsonNode.Parse(tool.Tool.InputSchema.GetRawText())!.ToJsonString(), "that is what is announced");
            foreach (var (before, after) in SchemaParts.Of(whole).Zip(SchemaParts.Of(lean)))
            {
                foreach (var value in Probes(before.Schema))
                {
                    Accepts(after.Schema, value).Should().Be(Accepts(before.Schema, value), $"of {value.ToJsonString()} in {before.Schema.ToJsonString()}");
                    compared++;
                }
            }
        }

        compared.Should().BeGreaterThan(1000);
    }

    private static CatalogSnapshot Build(Action<McpOptions>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddOrdinaryApplication().AddMcp();
        using var app = builder.Build();
        var options = new McpOptions();
        configure?.Invoke(options);
        return app.Services.GetRequiredService<CatalogBuilder>().BuildAsync(options, new HashSet<string>(), CancellationToken.None).GetAwaiter().GetResult();
    }

    // Values at the edges of what the keywords say. Numbers stay within the type that the API has: beyond it the API refuses
    // whatever the schema says.
    private static IEnumerable<JsonNode> Probes(JsonObject schema)
    {
        if (schema.ContainsKey("$ref"))
            return [];
        var (least, most) = (string?)schema["format"] == "int32" ? (int.MinValue, int.MaxValue) : (-1e15, 1e15);
        double[] numbers = [least, -100_001, -1, 0, 0.001, 0.01, 0.5, 1, 5, 6, 100, 101, 365, 366, 10_000, 10_001, 100_000, 100_001, most];
        string[] texts =
        [
            "", "a", "AB", "ABC-1234", "INV-123456", "12345", "ann@example.org", "2026-01-02", "2026-01-02T03:04:05Z", "Open", "Card",
            "0f8fad5b-d9cb-469f-a165-70867728950e", "https://example.org/", new string('x', 40), new string('x', 41), new string('x', 200),
            new string('x', 201), new string('x', 500), new string('x', 501), new string('x', 1001), new string('x', 4001),
        ];
        return
        [
            .. numbers.Select(number => JsonNode.Parse(JsonSerializer.Serialize(number))!), .. texts.Select(text => JsonValue.Create(text)),
            true, new JsonArray(), new JsonObject(), new JsonObject { ["unknown"] = 1 },
        ];
    }

    private static bool Accepts(JsonObject schema, JsonNode value) =>
        JsonSchema.FromText(schema.ToJsonString()).Evaluate(JsonSerializer.SerializeToElement(value), _withFormats).IsValid;
}
