namespace Mvc.Mcp.Tests.Operations.Documents.Wire;

/// <summary>Bodies as they are sent, against OpenAPI 3.1 (sections 4.8.14 and 4.8.15) and RFC 7578.</summary>
public class BodyWireTests(WireServer server) : IClassFixture<WireServer>
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";
    private const string Multipart = "multipart/form-data";
    private const string File = """{"fileName":"a.png","contentType":"image/png","data":"QUJD"}""";

    private const string Object = """{ "type": "object", "properties": { "a": { "type": "string" }, "b": { "type": "integer" } } }""";

    [Theory]
    [InlineData(Object, """{"a":"x","b":1}""", """{"a":"x","b":1}""")]
    [InlineData(Object, """{"b":1}""", """{"b":1}""")]
    [InlineData(Object, "{}", "{}")]
    [InlineData("""{ "type": "array", "items": { "type": "integer" } }""", """{"body":[1,2]}""", "[1,2]")]
    [InlineData("""{ "type": "string" }""", """{"body":"x"}""", "\"x\"")]
    [InlineData("""{ "type": "object", "additionalProperties": { "type": "integer" } }""", """{"body":{"k":1}}""", """{"k":1}""")]
    [InlineData("""{ "oneOf": [{ "type": "string" }, { "type": "integer" }] }""", """{"body":5}""", "5")]
    [InlineData("""{ "type": "object", "properties": { "größe": { "type": "string" } } }""", """{"groesse":"x"}""", """{"gr\u00F6\u00DFe":"x"}""")]
    [InlineData("""{ "type": "object", "properties": { "a": { "type": "string" }, "b": { "type": "string" } }, "anyOf": [{ "required": ["a"] }, { "required": ["b"] }] }""", """{"b":"x"}""", """{"b":"x"}""")]
    [InlineData("""{ "type": "object", "properties": { "c": { "type": "string", "enum": ["k"] } } }""", """{"c":"k"}""", """{"c":"k"}""")]
    [InlineData("""{ "type": "object", "properties": { "point": { "type": "array", "prefixItems": [{ "type": "number" }, { "type": "string" }], "items": false } } }""", """{"point":[1,"n"]}""", """{"point":[1,"n"]}""")]
    [InlineData("""{ "type": "object", "properties": { "id": { "type": "integer", "readOnly": true }, "a": { "type": "string" } } }""", """{"a":"x"}""", """{"a":"x"}""")]
    public async Task JSON_is_sent_as_it_was_given(string schema, string arguments, string expected)
    {
        var sent = await server.SendAsync(WireDocument.WithBody(Content(Json, schema), "3.1.0"), arguments);

        sent.Text.Should().Be(expected);
        sent.Headers["Content-Type"].Should().Be(Json);
    }

    [Theory]
    [InlineData("""{ "application/json": $, "application/merge-patch+json": $, "application/json-patch+json": $ }""", "application/json")]
    [InlineData("""{ "application/json-patch+json": $, "application/json": $ }""", "application/json")]
    [InlineData("""{ "application/json-patch+json": $, "application/merge-patch+json": $ }""", "application/merge-patch+json")]
    [InlineData("""{ "application/merge-patch+json": $, "application/vnd.api+json": $ }""", "application/vnd.api+json")]
    [InlineData("""{ "*/*": $ }""", "application/json")]
    [InlineData("""{ "application/*": $ }""", "application/json")]
    [InlineData("""{ "*/*": $, "application/x-www-form-urlencoded": $ }""", "application/x-www-form-urlencoded")]
    [InlineData("""{ "application/x-www-form-urlencoded": $, "application/json": $ }""", "application/json")]
    [InlineData("""{ "text/json": $ }""", "text/json")]
    [InlineData("""{ "application/json; charset=utf-8": $ }""", "application/json; charset=utf-8")]
    public async Task The_media_type_is_the_one_that_fits_best(string content, string expected)
    {
        var sent = await server.SendAsync(WireDocument.WithBody(content.Replace("$", $$"""{ "schema": {{Object}} }""")), """{"a":"x"}""");

        sent.Headers["Content-Type"].Should().Be(expected);
    }

    [Theory]
    [InlineData("""{ "type": "string" }""", "", "\"a b&c\"", "f=a%20b%26c")]
    [InlineData("""{ "type": "array", "items": { "type": "string" } }""", "", """["x","y"]""", "f=x&f=y")]
    [InlineData("""{ "type": "array", "items": { "type": "string" } }""", """{ "explode": false }""", """["x","y"]""", "f=x,y")]
    [InlineData("""{ "type": "array", "items": { "type": "string" } }""", """{ "style": "spaceDelimited", "explode": false }""", """["x","y"]""", "f=x%20y")]
    [InlineData("""{ "type": "array", "items": { "type": "string" } }""", """{ "style": "pipeDelimited", "explode": false }""", """["x","y"]""", "f=x%7Cy")]
    [InlineData("""{ "type": "object", "properties": { "g": { "type": "integer" } } }""", "", """{"g":1}""", "f=%7B%22g%22%3A1%7D")]
    [InlineData("""{ "type": "object", "properties": { "g": { "type": "integer" } } }""", """{ "style": "deepObject", "explode": true }""", """{"g":1}""", "f%5Bg%5D=1")]
    [InlineData("""{ "type": "object", "properties": { "g": { "type": "integer" } } }""", """{ "style": "form", "explode": true }""", """{"g":1}""", "g=1")]
    [InlineData("""{ "type": "object", "properties": { "g": { "type": "integer" } } }""", """{ "style": "form", "explode": false }""", """{"g":1}""", "f=g,1")]
    [InlineData("""{ "type": "array", "items": { "type": "object" } }""", """{ "style": "deepObject", "explode": true }""", """[{"g":1},{"g":2}]""", "f%5B0%5D%5Bg%5D=1&f%5B1%5D%5Bg%5D=2")]
    [InlineData("""{ "type": "string" }""", """{ "allowReserved": true }""", "\"a/b\"", "f=a/b")]
    [InlineData("""{ "type": "object" }""", """{ "contentType": "application/json" }""", """{"g":1}""", "f=%7B%22g%22%3A1%7D")]
    [InlineData("""{ "type": "boolean" }""", "", "true", "f=true")]
    public async Task Forms_are_written_by_the_encoding_of_each_field(string schema, string encoding, string value, string expected)
    {
        var sent = await server.SendAsync(
            WireDocument.WithBody(Content(Form, $$"""{ "type": "object", "properties": { "f": {{schema}} } }""", encoding)), $$"""{ "f": {{value}} }""");

        sent.Text.Should().Be(expected);
        sent.Headers["Content-Type"].Should().Be(Form);
    }

    [Theory]
    [InlineData("""{ "type": "string" }""", "", "\"größe\"", "Content-Disposition: form-data; name=\"f\"\n\ngröße")]
    [InlineData("""{ "type": "integer" }""", "", "5", "Content-Disposition: form-data; name=\"f\"\n\n5")]
    [InlineData("""{ "type": "object", "properties": { "g": { "type": "integer" } } }""", "", """{"g":1}""", "Content-Disposition: form-data; name=\"f\"\nContent-Type: application/json\n\n{\"g\":1}")]
    [InlineData("""{ "type": "object", "properties": { "g": { "type": "integer" } } }""", """{ "contentType": "application/vnd.x+json" }""", """{"g":1}""", "Content-Disposition: form-data; name=\"f\"\nContent-Type: application/vnd.x+json\n\n{\"g\":1}")]
    [InlineData("""{ "type": "string" }""", """{ "contentType": "application/xml" }""", "\"<a/>\"", "Content-Disposition: form-data; name=\"f\"\nContent-Type: application/xml\n\n<a/>")]
    [InlineData("""{ "type": "array", "items": { "type": "string" } }""", "", """["x","y"]""", "Content-Disposition: form-data; name=\"f\"\n\nx\n--B\nContent-Disposition: form-data; name=\"f\"\n\ny")]
    [InlineData("""{ "type": "array", "items": { "type": "object" } }""", "", """[{"g":1}]""", "Content-Disposition: form-data; name=\"f\"\nContent-Type: application/json\n\n{\"g\":1}")]
    [InlineData("""{ "type": "string", "format": "binary" }""", "", File, "Content-Disposition: form-data; name=\"f\"; filename=\"a.png\"\nContent-Type: image/png\n\nABC")]
    [InlineData("""{ "type": "string", "format": "binary" }""", "", """{"fileName":"größe.txt","data":"QUJD"}""", "Content-Disposition: form-data; name=\"f\"; filename=\"größe.txt\"\nContent-Type: application/octet-stream\n\nABC")]
    [InlineData("""{ "type": "string", "format": "binary" }""", """{ "contentType": "text/csv" }""", """{"fileName":"a.csv","data":"QUJD"}""", "Content-Disposition: form-data; name=\"f\"; filename=\"a.csv\"\nContent-Type: text/csv\n\nABC")]
    [InlineData("""{ "type": "array", "items": { "type": "string", "format": "binary" } }""", "", $"[{File}]", "Content-Disposition: form-data; name=\"f\"; filename=\"a.png\"\nContent-Type: image/png\n\nABC")]
    [InlineData("""{ "type": "string", "contentMediaType": "application/octet-stream" }""", "", File, "Content-Disposition: form-data; name=\"f\"; filename=\"a.png\"\nContent-Type: image/png\n\nABC")]
    [InlineData("""{ "anyOf": [{ "type": "string", "format": "binary" }, { "type": "null" }] }""", "", File, "Content-Disposition: form-data; name=\"f\"; filename=\"a.png\"\nContent-Type: image/png\n\nABC")]
    public async Task Multipart_forms_have_a_part_for_each_value(string schema, string encoding, string value, string expected)
    {
        var sent = await server.SendAsync(
            WireDocument.WithBody(Content(Multipart, $$"""{ "type": "object", "properties": { "f": {{schema}} } }""", encoding), "3.1.0"), $$"""{ "f": {{value}} }""");

        sent.Parts.Should().Be($"--B\n{expected}\n--B--\n");
    }

    [Theory]
    [InlineData("application/octet-stream", File, "image/png", "ABC")]
    [InlineData("application/octet-stream", """{"data":"QUJD"}""", "application/octet-stream", "ABC")]
    [InlineData("image/*", File, "image/png", "ABC")]
    [InlineData("application/pdf", """{"data":"QUJD"}""", "application/pdf", "ABC")]
    [InlineData("*/*", """{"data":"QUJD"}""", "application/octet-stream", "ABC")]
    [InlineData("text/plain", "\"größe\"", "text/plain", "größe")]
    [InlineData("application/xml", "\"<a/>\"", "application/xml", "<a/>")]
    [InlineData("application/yaml", "\"a: 1\"", "application/yaml", "a: 1")]
    [InlineData("application/x-ndjson", "\"{}\\n{}\"", "application/x-ndjson", "{}\n{}")]
    [InlineData("image/svg+xml", "\"<svg/>\"", "image/svg+xml", "<svg/>")]
    public async Task Whole_bodies_are_sent_in_a_media_type_that_is_one(string mediaType, string body, string contentType, string expected)
    {
        var sent = await server.SendAsync(
            WireDocument.WithBody(Content(mediaType, """{ "type": "string", "format": "binary" }""")), $$"""{ "body": {{body}} }""");

        sent.Headers["Content-Type"].Should().Be(contentType);
        sent.Text.Should().Be(expected);
    }

    [Fact]
    public async Task A_file_of_an_unknown_kind_is_asked_what_it_is() =>
        (await server.RefusalAsync(WireDocument.WithBody(Content("image/*", "{}")), """{"body":{"data":"QUJD"}}""")).Should().Contain("contentType").And.Contain("image/*");

    [Theory]
    [InlineData("formData", "application/x-www-form-urlencoded", """{ "name": "f", "in": "formData", "type": "string" }""", "\"x y\"", "f=x%20y")]
    [InlineData("body", "application/json", """{ "name": "f", "in": "body", "schema": { "type": "array", "items": { "type": "integer" } } }""", "[1]", "[1]")]
    [InlineData("body", "", """{ "name": "f", "in": "body", "schema": { "type": "array", "items": { "type": "integer" } } }""", "[1]", "[1]")]
    public async Task Bodies_of_Swagger_2_are_sent(string place, string consumes, string parameter, string value, string expected)
    {
        var sent = await server.SendAsync(
            WireDocument.Swagger("/x", parameter, "post", consumes), $$"""{ "{{(place == "body" ? "body" : "f")}}": {{value}} }""");

        sent.Text.Should().Be(expected);
    }

    [Fact]
    public async Task A_file_of_Swagger_2_is_a_part()
    {
        var sent = await server.SendAsync(
            WireDocument.Swagger("/x", """{ "name": "f", "in": "formData", "type": "file" }""", "post", Multipart), $$"""{ "f": {{File}} }""");

        sent.Parts.Should().Be("--B\nContent-Disposition: form-data; name=\"f\"; filename=\"a.png\"\nContent-Type: image/png\n\nABC\n--B--\n");
    }

    [Fact]
    public async Task A_form_whose_fields_have_no_names_takes_any()
    {
        var sent = await server.SendAsync(
            WireDocument.WithBody(Content(Form, """{ "type": "object", "additionalProperties": { "type": "string" } }""")), """{ "form": { "a": "1", "b": "2" } }""");

        sent.Text.Should().Be("a=1&b=2");
    }

    [Fact]
    public async Task A_body_that_nothing_goes_into_is_not_sent_where_it_may_be_left_out()
    {
        var sent = await server.SendAsync(WireDocument.WithBody(Content(Json, Object), required: false), "{}");

        sent.Body.Should().BeEmpty();
        sent.Headers.Should().NotContainKey("Content-Type");
    }

    [Fact]
    public async Task What_must_be_given_together_is_said_in_words()
    {
        var catalog = await server.CatalogAsync(WireDocument.WithBody(Content(
            Json, """{ "type": "object", "properties": { "a": { "type": "string" }, "b": { "type": "string" } }, "anyOf": [{ "required": ["a"] }, { "required": ["b"] }] }""")));

        catalog.Tools.Single().Tool.InputSchema.GetProperty("description").GetString().Should().Be("At least one of these must be given: a; b.");
    }

    [Fact]
    public async Task XML_is_called_XML()
    {
        var catalog = await server.CatalogAsync(WireDocument.WithBody(
            Content("application/xml", """{ "$ref": "#/components/schemas/Pet" }"""),
            components: """{ "schemas": { "Pet": { "type": "object", "xml": { "name": "pet" }, "properties": { "id": { "type": "integer" } } } } }"""));

        catalog.Tools.Single().Tool.InputSchema.GetProperty("properties").GetProperty("body").GetProperty("description").GetString()
            .Should().Be("An XML document whose root element is <pet>, with id.");
    }

    private static string Content(string mediaType, string schema, string encoding = "") => $$"""
        { "{{mediaType}}": { "schema": {{schema}}{{(encoding.Length == 0 ? "" : $", \"encoding\": {{ \"f\": {encoding} }}")}} } }
        """;
}
