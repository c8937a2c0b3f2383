using Mvc.Mcp.Catalog;

namespace Mvc.Mcp.Tests.Operations.Documents;

/// <summary>Documents that are not quite what they should be: what is wrong costs what it is about, and is told.</summary>
public class DocumentFaultTests
{
    private const string Other = """ "/other": { "get": { "operationId": "other", "responses": { "204": { "description": "ok" } } } } """;

    [Theory]
    [InlineData("""{ "properties": { "x": true, "y": false }, "items": true, "not": false }""", "3.1.0")]
    [InlineData("""{ "properties": { "x": true, "y": false }, "items": true, "not": false }""", "3.0.3")]
    [InlineData("true", "3.1.0")]
    public void Schemas_that_are_true_or_false_are_read(string schema, string version)
    {
        var catalog = Of($$"""{ "name": "a", "in": "query", "schema": {{schema}} }""", version);

        catalog.Tools.Should().HaveCount(2);
        catalog.Omitted.Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{ "$ref": "other.json#/P" }""", "other.json#/P")]
    [InlineData("""{ "name": "a", "in": "query", "schema": { "$ref": "https://x.example/s.json" } }""", "https://x.example/s.json")]
    [InlineData("""{ "name": "a", "in": "query", "schema": { "$ref": "#/components/schemas/Far" } }""", "far.json")]
    [InlineData("""{ "$ref": "#/components/parameters/Missing" }""", "#/components/parameters/Missing")]
    public void An_operation_that_needs_what_is_not_there_is_left_out_with_the_reference(string parameter, string reference)
    {
        var catalog = Of(parameter, schemas: """{ "Far": { "type": "object", "properties": { "x": { "$ref": "far.json" } } } }""");

        catalog.Tools.Select(tool => tool.Tool.Name).Should().Equal("other");
        catalog.Omitted.Should().ContainSingle().Which.Reason.Should().Contain(reference);
    }

    [Theory]
    [InlineData("""{ "$ref": "#/components/schemas/Missing" }""", "#/components/schemas/Missing")]
    [InlineData("""{ "$ref": "#anchor" }""", "#anchor")]
    [InlineData("""{ "type": "any" }""", "\"any\"")]
    [InlineData("""{ "type": "string", "minLength": "a" }""", "'minLength'")]
    [InlineData("""{ "type": "object", "required": true }""", "'required'")]
    [InlineData("7", "neither an object nor true or false")]
    [InlineData("""{ "if": { "type": "string" }, "then": { "minLength": 2 } }""", "'if'")]
    [InlineData("""{ "type": "array", "prefixItems": [{ "type": "string" }] }""", "prefixItems")]
    [InlineData("""{ "type": "object", "patternProperties": { "^x": {} } }""", "patternProperties")]
    public void What_is_lost_of_a_schema_is_a_warning(string schema, string expected)
    {
        var catalog = Of($$"""{ "name": "a", "in": "query", "schema": {{schema}} }""", "3.1.0");

        catalog.Tools.Should().HaveCount(2);
        catalog.Warnings.Should().Contain(warning => warning.Contains(expected) && warning.Contains("#/paths/"));
    }

    [Theory]
    [InlineData("""{ "get": { "responses": { "200": { "$ref": "#/" } } } }""", "Its 'responses' cannot be read")]
    [InlineData("""{ "get": { "parameters": [{ "name": "a", "in": "query", "explode": -1 }], "responses": {} } }""", "Its 'parameters' cannot be read")]
    [InlineData("""{ "parameters": [{ "name": "a", "in": "query", "explode": -1 }], "get": {} }""", "What stands beside it, 'parameters', cannot be read")]
    [InlineData("""{ "get": { "parameters": [{ "$ref": "#/components/parameters/Broken" }] } }""", "'#/components/parameters/Broken', which the document does not have")]
    [InlineData("""{ "get": 5 }""", "It is no object.")]
    [InlineData("""{ "query": { "responses": {} } }""", "query is not a valid property")]
    public void An_operation_that_the_reader_does_not_take_is_left_out_with_what_is_wrong(string item, string reason)
    {
        var catalog = DocumentCatalog.Of($$"""
            {
              "openapi": "3.0.3", "info": { "title": "t", "version": "1" }, "paths": { "/x": {{item}}, {{Other}} },
              "components": { "parameters": { "Broken": { "name": "a", "in": "query", "explode": -1 } } }
            }
            """);

        catalog.Tools.Select(tool => tool.Tool.Name).Should().Equal("other");
        var left = catalog.Omitted.Should().ContainSingle().Which;
        left.Path.Should().Be("/x");
        left.Method.Should().BeOneOf("GET", "QUERY");
        left.Reason.Should().Contain(reason);
    }

    [Theory]
    [InlineData("""{ "GET": { "responses": {} } }""", "GET is not a valid property")]
    [InlineData("""{ "post": { "operationId": { "a": 1 }, "requestBody": { "content": { "application/json": 0 } } } }""", "operationId")]
    public void What_the_reader_goes_without_is_a_warning(string item, string expected)
    {
        var catalog = DocumentCatalog.Of($$"""{ "/x": {{item}}, {{Other}} }""", "{}");

        catalog.Omitted.Should().BeEmpty();
        catalog.Warnings.Should().Contain(warning => warning.Contains(expected) && warning.Contains("#/paths/~1x"));
    }

    [Fact]
    public void References_may_lead_anywhere_in_the_document()
    {
        var catalog = Of(
            """{ "name": "a", "in": "query", "schema": { "$ref": "#/components/schemas/A/properties/x" } }, { "name": "b", "in": "query", "schema": { "$ref": "#/components/schemas/B" } }""",
            "3.1.0",
            """{ "A": { "type": "object", "properties": { "x": { "type": "integer" } } }, "B": { "$ref": "#/$defs/c", "$defs": { "c": { "type": "boolean" } } } }""");

        var properties = catalog.Tools[0].Tool.InputSchema.GetProperty("properties");
        properties.GetProperty("a").GetProperty("type").GetString().Should().Be("integer");
        properties.GetProperty("b").GetProperty("type").GetString().Should().Be("boolean");
        catalog.Warnings.Should().BeEmpty();
    }

    [Fact]
    public void What_stands_beside_a_reference_counts_in_3_1()
    {
        var catalog = Of(
            """{ "name": "a", "in": "query", "schema": { "$ref": "#/components/schemas/A", "maxLength": 3 } }""", "3.1.0", """{ "A": { "type": "string", "minLength": 1 } }""");

        var schema = catalog.Tools[0].Tool.InputSchema.GetProperty("properties").GetProperty("a");
        schema.GetProperty("minLength").GetInt32().Should().Be(1);
        schema.GetProperty("maxLength").GetInt32().Should().Be(3);
    }

    [Theory]
    [InlineData("5f0c1a2b3c4d5e6f708192a3b4c5d6e7", "get_x_id")]
    [InlineData("3f2504e0-4f89-11d3-9a0c-0305e82c3301", "get_x_id")]
    [InlineData("operation-5f0c1a2b3c4d5e6f", "get_x_id")]
    [InlineData("получить", "poluchit")]
    [InlineData("取得", "get_x_id")]
    [InlineData("getX", "getX")]
    [InlineData("defaced", "defaced")]
    public void A_name_that_says_nothing_is_made_of_method_and_path(string operationId, string expected)
    {
        var catalog = DocumentCatalog.Of($$"""{ "/x/{id}": { "get": { "operationId": "{{operationId}}", "responses": { "204": { "description": "ok" } } } } }""", "{}");

        catalog.Tools.Single().Tool.Name.Should().Be(expected);
    }

    [Theory]
    [InlineData("größe", "How large", "groesse")]
    [InlineData("имя", "The name", "imya")]
    [InlineData("名前", "The name of the owner", "the_name_of")]
    [InlineData("名前", "", "query_value")]
    public void Arguments_in_other_letters_have_names_that_say_something(string name, string description, string expected)
    {
        var schema = Of($$"""{ "name": "{{name}}", "in": "query", "description": "{{description}}", "schema": { "type": "string" } }""").Tools[0].Tool.InputSchema;

        schema.GetProperty("properties").GetProperty(expected).GetProperty("description").GetString().Should().Contain(name);
    }

    [Fact]
    public void A_clash_of_names_says_which_setting_names_an_operation_of_a_document()
    {
        var catalog = DocumentCatalog.Of(
            """{ "/a": { "get": { "operationId": "same", "responses": { "204": { "description": "ok" } } } }, "/b": { "get": { "operationId": "same", "responses": { "204": { "description": "ok" } } } } }""", "{}");

        catalog.Warnings.Should().ContainSingle().Which.Should().Contain("o.ToolNames[\"same\"]").And.NotContain("HttpGet");
    }

    private static CatalogSnapshot Of(string parameters, string version = "3.0.3", string schemas = "{}") => DocumentCatalog.Of(
        $$"""{ "/x": { "get": { "operationId": "call", "parameters": [{{parameters}}], "responses": { "204": { "description": "ok" } } } }, {{Other}} }""", schemas, version);
}
