using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Tests.Catalog;

namespace Mvc.Mcp.Tests.Operations.Documents;

/// <summary>Schemas that lead back to themselves, in every way that a document can say it.</summary>
public class RecursionTests
{
    private const string Paths = """
        {
          "/whole": { "post": { "operationId": "send",
            "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/A" } } } },
            "responses": { "200": { "description": "ok", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/A" } } } } } } },
          "/other": { "get": { "operationId": "other", "responses": { "204": { "description": "ok" } } } }
        }
        """;

    [Theory]
    [InlineData("""{ "A": { "type": "object", "properties": { "parent": { "allOf": [{ "$ref": "#/components/schemas/A" }] } } } }""")]
    [InlineData("""{ "A": { "type": "object", "properties": { "parent": { "allOf": [{ "$ref": "#/components/schemas/A" }], "nullable": true, "description": "up" } } } }""")]
    [InlineData("""{ "A": { "type": "object", "properties": { "parent": { "allOf": [{ "$ref": "#/components/schemas/A" }, { "description": "up" }] } } } }""")]
    [InlineData("""{ "A": { "type": "object", "properties": { "parent": { "allOf": [{ "$ref": "#/components/schemas/A" }, { "$ref": "#/components/schemas/B" }] } } }, "B": { "type": "object", "properties": { "a": { "allOf": [{ "$ref": "#/components/schemas/A" }, { "$ref": "#/components/schemas/B" }] } } } }""")]
    [InlineData("""{ "A": { "type": "object", "properties": { "parents": { "type": "array", "items": { "anyOf": [{ "$ref": "#/components/schemas/A" }, { "type": "string" }] } } } } }""")]
    [InlineData("""{ "A": { "type": "object", "properties": { "x": { "type": "string" } }, "additionalProperties": { "oneOf": [{ "$ref": "#/components/schemas/A" }, { "type": "string" }] } } }""")]
    [InlineData("""{ "A": { "type": "object", "properties": { "x": { "not": { "$ref": "#/components/schemas/A" } } } } }""")]
    [InlineData("""{ "A": { "oneOf": [{ "$ref": "#/components/schemas/D1" }, { "$ref": "#/components/schemas/D2" }], "discriminator": { "propertyName": "kind" }, "type": "object", "properties": { "kind": { "type": "string" } } }, "D1": { "allOf": [{ "$ref": "#/components/schemas/A" }, { "type": "object", "properties": { "one": { "type": "string" } } }] }, "D2": { "allOf": [{ "$ref": "#/components/schemas/A" }, { "type": "object", "properties": { "two": { "$ref": "#/components/schemas/A" } } }] } }""")]
    public void A_schema_that_leads_back_to_itself_through_a_member_is_a_tool_that_clients_can_read(string schemas)
    {
        var contents = DocumentCatalog.Of(Paths, schemas);

        contents.Omitted.Should().BeEmpty();
        contents.Tools.Select(tool => tool.Tool.Name).Should().Equal("send", "other");
        References(contents).Should().NotBeEmpty("a recursive schema refers to itself").And.OnlyContain(reference => IsDefined(contents, reference));
    }

    [Theory]
    [InlineData("""{ "A": { "allOf": [{ "$ref": "#/components/schemas/A" }] } }""")]
    [InlineData("""{ "A": { "allOf": [{ "$ref": "#/components/schemas/B" }] }, "B": { "allOf": [{ "$ref": "#/components/schemas/A" }] } }""")]
    [InlineData("""{ "A": { "allOf": [{ "$ref": "#/components/schemas/B" }, { "type": "object" }] }, "B": { "allOf": [{ "$ref": "#/components/schemas/A" }, { "type": "object" }] } }""")]
    [InlineData("""{ "A": { "oneOf": [{ "$ref": "#/components/schemas/A" }, { "type": "string" }] } }""")]
    [InlineData("""{ "A": { "anyOf": [{ "$ref": "#/components/schemas/B" }, { "type": "string" }] }, "B": { "anyOf": [{ "$ref": "#/components/schemas/A" }, { "type": "string" }] } }""")]
    [InlineData("""{ "A": { "not": { "$ref": "#/components/schemas/A" } } }""")]
    [InlineData("""{ "A": { "$ref": "#/components/schemas/B" }, "B": { "$ref": "#/components/schemas/A" } }""")]
    [InlineData("""{ "A": { "$ref": "#/components/schemas/A" } }""")]
    public void An_operation_whose_schema_is_made_of_itself_is_left_out_with_its_reason(string schemas)
    {
        var contents = DocumentCatalog.Of(Paths, schemas);

        contents.Tools.Select(tool => tool.Tool.Name).Should().Equal("other");
        contents.Omitted.Should().ContainSingle().Which.Reason.Should().MatchRegex("The schema '[AB]' is made of itself");
    }

    [Theory]
    [InlineData("""{ "type": "object", "properties": { "next": { "$ref": "#/components/schemas/N" } } }""")]
    [InlineData("""{ "type": "object", "properties": { "next": { "allOf": [{ "$ref": "#/components/schemas/N" }, { "description": "d" }] } } }""")]
    [InlineData("""{ "type": "array", "items": { "$ref": "#/components/schemas/N" } }""")]
    public void A_chain_of_thousands_of_schemas_is_told_in_a_depth_that_clients_read(string link)
    {
        var schemas = new StringBuilder("{ \"A\": { \"type\": \"object\", \"properties\": { \"first\": { \"$ref\": \"#/components/schemas/S0\" } } }");
        for (var i = 0; i < 5000; i++)
            schemas.Append($", \"S{i}\": ").Append(link.Replace("schemas/N", $"schemas/S{i + 1}"));
        schemas.Append(", \"S5000\": { \"type\": \"string\" } }");

        var contents = DocumentCatalog.Of(Paths, schemas.ToString());

        contents.Tools.Select(tool => tool.Tool.Name).Should().Contain("other");
        contents.Tools.Should().AllSatisfy(tool => JsonDocument.Parse(
            tool.Tool.InputSchema.GetRawText(), new JsonDocumentOptions { MaxDepth = 60 }).Dispose());
        contents.Omitted.Should().NotContain(left => !left.Reason.Contains("deeper"));
    }

    [Fact]
    public void An_action_whose_type_has_itself_as_a_member_is_a_tool_where_Swagger_wraps_references_in_allOf()
    {
        var contents = CatalogOf.Build(
            _ => { },
            services => services.AddSwaggerGen(options => options.UseAllOfToExtendReferenceSchemas()),
            out _,
            typeof(CategoriesController));

        var tool = contents.Tools.Single().Tool;
        References(contents).Should().NotBeEmpty().And.OnlyContain(reference => IsDefined(contents, reference));
        tool.InputSchema.GetProperty("properties").GetProperty("parent").GetRawText().Should().Contain("#/$defs/Category");
    }

    private static IEnumerable<string> References(CatalogSnapshot contents) =>
        Schemas(contents).SelectMany(References).Distinct();

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member =>
            member.Name == "$ref" && member.Value.ValueKind == JsonValueKind.String ? [member.Value.GetString()!] : References(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private static bool IsDefined(CatalogSnapshot contents, string reference) =>
        Schemas(contents).Where(schema => References(schema).Contains(reference)).All(schema =>
            schema.GetProperty("$defs").TryGetProperty(Uri.UnescapeDataString(reference["#/$defs/".Length..]), out var definition) &&
            definition.ValueKind == JsonValueKind.Object);

    private static IEnumerable<JsonElement> Schemas(CatalogSnapshot contents) => contents.Tools
        .SelectMany(tool => new[] { tool.Tool.InputSchema, tool.Tool.OutputSchema ?? default })
        .Where(schema => schema.ValueKind == JsonValueKind.Object);

    [ApiController]
    [Route("categories")]
    public class CategoriesController : ControllerBase
    {
        [HttpPost]
        public Category Add(Category category) => category;
    }

    public class Category
    {
        public string? Name { get; set; }

        public Category? Parent { get; set; }
    }
}
