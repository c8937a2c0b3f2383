namespace Mvc.Mcp.Tests.Operations.Documents.Wire;

/// <summary>Parameters as they are sent, against the tables and examples of OpenAPI 3.1 (section 4.8.12) and RFC 6570.</summary>
public class ParameterWireTests(WireServer server) : IClassFixture<WireServer>
{
    private const string Array = """["blue","black","brown"]""";
    private const string Object = """{"R":100,"G":200,"B":150}""";
    private const string Strings = """{ "type": "array", "items": { "type": "string" } }""";
    private const string Map = """{ "type": "object", "additionalProperties": true }""";
    private const string Text = """{ "type": "string" }""";

    [Theory]
    [InlineData("\"style\":\"form\",\"explode\":false", Text, "\"\"", "color=")]
    [InlineData("\"style\":\"form\",\"explode\":false", Text, "\"blue\"", "color=blue")]
    [InlineData("\"style\":\"form\",\"explode\":false", Strings, Array, "color=blue,black,brown")]
    [InlineData("\"style\":\"form\",\"explode\":false", Map, Object, "color=R,100,G,200,B,150")]
    [InlineData("\"style\":\"form\",\"explode\":true", Text, "\"\"", "color=")]
    [InlineData("\"style\":\"form\",\"explode\":true", Text, "\"blue\"", "color=blue")]
    [InlineData("\"style\":\"form\",\"explode\":true", Strings, Array, "color=blue&color=black&color=brown")]
    [InlineData("\"style\":\"form\",\"explode\":true", Map, Object, "R=100&G=200&B=150")]
    [InlineData("\"style\":\"form\"", Strings, Array, "color=blue&color=black&color=brown")]
    [InlineData("\"deprecated\":true", Strings, Array, "color=blue&color=black&color=brown")]
    [InlineData("\"explode\":false", Strings, Array, "color=blue,black,brown")]
    [InlineData("\"explode\":false", Strings, """["a,b","c"]""", "color=a%2Cb,c")]
    [InlineData("\"style\":\"spaceDelimited\",\"explode\":false", Strings, Array, "color=blue%20black%20brown")]
    [InlineData("\"style\":\"spaceDelimited\"", Strings, Array, "color=blue%20black%20brown")]
    [InlineData("\"style\":\"spaceDelimited\",\"explode\":false", Map, Object, "color=R%20100%20G%20200%20B%20150")]
    [InlineData("\"style\":\"spaceDelimited\",\"explode\":true", Strings, Array, "color=blue&color=black&color=brown")]
    [InlineData("\"style\":\"pipeDelimited\",\"explode\":false", Strings, Array, "color=blue%7Cblack%7Cbrown")]
    [InlineData("\"style\":\"pipeDelimited\",\"explode\":false", Map, Object, "color=R%7C100%7CG%7C200%7CB%7C150")]
    [InlineData("\"style\":\"pipeDelimited\",\"explode\":true", Strings, Array, "color=blue&color=black&color=brown")]
    [InlineData("\"style\":\"deepObject\",\"explode\":true", Map, Object, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150")]
    [InlineData("\"style\":\"deepObject\"", Map, """{"a":{"b":{"c":1}}}""", "color%5Ba%5D%5Bb%5D%5Bc%5D=1")]
    [InlineData("\"style\":\"deepObject\"", Map, """{"a":["x","y"],"b":true}""", "color%5Ba%5D%5B0%5D=x&color%5Ba%5D%5B1%5D=y&color%5Bb%5D=true")]
    [InlineData("\"style\":\"deepObject\"", Map, """{"a":null,"b":"1 2"}""", "color%5Bb%5D=1%202")]
    [InlineData("\"style\":\"deepObject\"", """{ "anyOf": [{ "type": "integer" }, { "type": "object" }] }""", "7", "color=7")]
    [InlineData("\"explode\":true", Map, """{"R":1,"G":null}""", "R=1")]
    [InlineData("\"explode\":true", Map, """{"a b":"c&d"}""", "a%20b=c%26d")]
    [InlineData("\"explode\":false", Strings, "[]", "")]
    [InlineData("\"explode\":true", Strings, "[]", "")]
    [InlineData("\"explode\":true", Map, "{}", "")]
    [InlineData("\"deprecated\":true", Text, "\"a b&c=d+e/ü,#\"", "color=a%20b%26c%3Dd%2Be%2F%C3%BC%2C%23")]
    [InlineData("\"deprecated\":true", """{ "type": "integer" }""", "-5", "color=-5")]
    [InlineData("\"deprecated\":true", """{ "type": "number" }""", "1.5", "color=1.5")]
    [InlineData("\"deprecated\":true", """{ "type": "boolean" }""", "true", "color=true")]
    [InlineData("\"deprecated\":true", """{ "type": "array", "items": { "type": "integer" } }""", "[1,2]", "color=1&color=2")]
    [InlineData("\"allowReserved\":true", Text, "\"a/b:c?d@e\"", "color=a/b:c?d@e")]
    [InlineData("\"allowReserved\":true", Text, "\"a&b#c\"", "color=a%26b%23c")]
    [InlineData("\"allowReserved\":true", Text, "\"50% of %2F\"", "color=50%25%20of%20%2F")]
    [InlineData("\"allowReserved\":true", Text, "\"[x]\"", "color=%5Bx%5D")]
    [InlineData("\"allowReserved\":true", Text, "\"ü\"", "color=%C3%BC")]
    [InlineData("\"allowReserved\":true,\"explode\":false", Strings, """["a/b","c:d"]""", "color=a/b,c:d")]
    public async Task Query_parameters_are_written_by_their_style(string style, string schema, string value, string expected)
    {
        var sent = await Send($$"""{ "name": "color", "in": "query", {{style}}, "schema": {{schema}} }""", value);

        sent.Target.Should().Be(expected.Length == 0 ? "/x" : "/x?" + expected);
    }

    [Theory]
    [InlineData("application/json", Map, """{"a":[1,"ü"]}""", "color=%7B%22a%22%3A%5B1%2C%22%5Cu00FC%22%5D%7D")]
    [InlineData("application/json", Strings, """["a"]""", "color=%5B%22a%22%5D")]
    [InlineData("application/vnd.x+json", Text, "\"a\"", "color=%22a%22")]
    [InlineData("text/plain", Text, "\"a b\"", "color=a%20b")]
    public async Task Parameters_with_a_media_type_are_written_in_it(string mediaType, string schema, string value, string expected)
    {
        var sent = await Send($$$"""{ "name": "color", "in": "query", "content": { "{{{mediaType}}}": { "schema": {{{schema}}} } } }""", value);

        sent.Target.Should().Be("/x?" + expected);
    }

    [Theory]
    [InlineData("simple", false, Text, "\"blue\"", "blue")]
    [InlineData("simple", false, Strings, Array, "blue,black,brown")]
    [InlineData("simple", false, Map, Object, "R,100,G,200,B,150")]
    [InlineData("simple", true, Text, "\"blue\"", "blue")]
    [InlineData("simple", true, Strings, Array, "blue,black,brown")]
    [InlineData("simple", true, Map, Object, "R=100,G=200,B=150")]
    [InlineData("label", false, Text, "\"blue\"", ".blue")]
    [InlineData("label", false, Strings, Array, ".blue,black,brown")]
    [InlineData("label", false, Map, Object, ".R,100,G,200,B,150")]
    [InlineData("label", true, Text, "\"blue\"", ".blue")]
    [InlineData("label", true, Strings, Array, ".blue.black.brown")]
    [InlineData("label", true, Map, Object, ".R=100.G=200.B=150")]
    [InlineData("matrix", false, Text, "\"\"", ";color")]
    [InlineData("matrix", false, Text, "\"blue\"", ";color=blue")]
    [InlineData("matrix", false, Strings, Array, ";color=blue,black,brown")]
    [InlineData("matrix", false, Map, Object, ";color=R,100,G,200,B,150")]
    [InlineData("matrix", true, Text, "\"blue\"", ";color=blue")]
    [InlineData("matrix", true, Strings, Array, ";color=blue;color=black;color=brown")]
    [InlineData("matrix", true, Map, Object, ";R=100;G=200;B=150")]
    [InlineData("simple", false, Text, "\"a/b c?d#e%f\"", "a%2Fb%20c%3Fd%23e%25f")]
    [InlineData("simple", false, Text, "\"größe\"", "gr%C3%B6%C3%9Fe")]
    [InlineData("simple", false, Strings, """["a,b","c;d"]""", "a%2Cb,c%3Bd")]
    [InlineData("label", true, Strings, """["a.b","c"]""", ".a.b.c")]
    [InlineData("simple", false, """{ "type": "integer" }""", "7", "7")]
    [InlineData("simple", false, """{ "type": "boolean" }""", "false", "false")]
    public async Task Path_parameters_are_written_by_their_style(string style, bool explode, string schema, string value, string expected)
    {
        var sent = await Send($$"""{ "name": "color", "in": "path", "required": true, "style": "{{style}}", "explode": {{(explode ? "true" : "false")}}, "schema": {{schema}} }""", value, "/x/{color}/y");

        sent.Target.Should().Be($"/x/{expected}/y");
    }

    [Theory]
    [InlineData(false, Text, "\"blue\"", "blue")]
    [InlineData(false, Strings, Array, "blue,black,brown")]
    [InlineData(false, Map, Object, "R,100,G,200,B,150")]
    [InlineData(true, Strings, Array, "blue,black,brown")]
    [InlineData(true, Map, Object, "R=100,G=200,B=150")]
    [InlineData(false, Text, "\"a b, c=d\"", "a b, c=d")]
    [InlineData(false, """{ "type": "integer" }""", "12", "12")]
    public async Task Header_parameters_are_written_by_their_style(bool explode, string schema, string value, string expected)
    {
        var sent = await Send($$"""{ "name": "color", "in": "header", "explode": {{(explode ? "true" : "false")}}, "schema": {{schema}} }""", value);

        sent.Headers["color"].Should().Be(expected);
    }

    [Fact]
    public async Task A_header_with_a_media_type_is_JSON_in_ASCII()
    {
        var sent = await Send("""{ "name": "color", "in": "header", "content": { "application/json": { "schema": { "type": "object" } } } }""", """{"a":"ü"}""");

        sent.Headers["color"].Should().Be("""{"a":"\u00FC"}""");
    }

    [Theory]
    [InlineData(false, Text, "\"blue\"", "color=blue")]
    [InlineData(false, Strings, Array, "color=blue,black,brown")]
    [InlineData(false, Map, Object, "color=R,100,G,200,B,150")]
    [InlineData(true, Text, "\"blue\"", "color=blue")]
    [InlineData(true, Strings, Array, "color=blue; color=black; color=brown")]
    [InlineData(true, Map, Object, "R=100; G=200; B=150")]
    [InlineData(true, Text, "\"a b;c\"", "color=a%20b%3Bc")]
    public async Task Cookies_are_written_by_their_style(bool explode, string schema, string value, string expected)
    {
        var sent = await Send($$"""{ "name": "color", "in": "cookie", "explode": {{(explode ? "true" : "false")}}, "schema": {{schema}} }""", value);

        sent.Headers["Cookie"].Should().Be(expected);
    }

    [Theory]
    [InlineData("query", "\"collectionFormat\":\"csv\",", "?color=blue,black,brown")]
    [InlineData("query", "\"collectionFormat\":\"ssv\",", "?color=blue%20black%20brown")]
    [InlineData("query", "\"collectionFormat\":\"tsv\",", "?color=blue%09black%09brown")]
    [InlineData("query", "\"collectionFormat\":\"pipes\",", "?color=blue%7Cblack%7Cbrown")]
    [InlineData("query", "\"collectionFormat\":\"multi\",", "?color=blue&color=black&color=brown")]
    [InlineData("query", "", "?color=blue,black,brown")]
    [InlineData("path", "", "/blue,black,brown")]
    [InlineData("path", "\"collectionFormat\":\"csv\",", "/blue,black,brown")]
    [InlineData("path", "\"collectionFormat\":\"ssv\",", "/blue%20black%20brown")]
    [InlineData("path", "\"collectionFormat\":\"pipes\",", "/blue%7Cblack%7Cbrown")]
    [InlineData("header", "", "blue,black,brown")]
    [InlineData("header", "\"collectionFormat\":\"pipes\",", "blue|black|brown")]
    [InlineData("header", "\"collectionFormat\":\"ssv\",", "blue black brown")]
    [InlineData("formData", "", "color=blue,black,brown")]
    [InlineData("formData", "\"collectionFormat\":\"csv\",", "color=blue,black,brown")]
    [InlineData("formData", "\"collectionFormat\":\"multi\",", "color=blue&color=black&color=brown")]
    [InlineData("formData", "\"collectionFormat\":\"pipes\",", "color=blue%7Cblack%7Cbrown")]
    [InlineData("formData", "\"collectionFormat\":\"tsv\",", "color=blue%09black%09brown")]
    public async Task Lists_of_Swagger_2_are_written_by_their_collection_format(string place, string format, string expected)
    {
        var sent = await server.SendAsync(
            WireDocument.Swagger(
                place == "path" ? "/x/{color}" : "/x",
                $$"""{ "name": "color", "in": "{{place}}", {{format}} "required": true, "type": "array", "items": { "type": "string" } }""",
                place == "formData" ? "post" : "get",
                place == "formData" ? "application/x-www-form-urlencoded" : ""),
            $$"""{ "color": {{Array}} }""");

        var found = place switch { "header" => sent.Headers["color"], "formData" => sent.Text, _ => sent.Target["/x".Length..] };
        found.Should().Be(expected);
    }

    [Theory]
    [InlineData("/q?beta=true", "", "{}", "/q?beta=true")]
    [InlineData("/q?beta=true", """{ "name": "a", "in": "query", "schema": { "type": "string" } }""", """{"a":"1"}""", "/q?beta=true&a=1")]
    [InlineData("/q?acl", "", "{}", "/q?acl")]
    [InlineData("/q?x={x}", """{ "name": "x", "in": "path", "required": true, "schema": { "type": "string" } }""", """{"x":"1 & 2?"}""", "/q?x=1%20%26%202%3F")]
    [InlineData("/q#operation", """{ "name": "a", "in": "query", "schema": { "type": "string" } }""", """{"a":"1"}""", "/q?a=1")]
    [InlineData("/u/{id}", "", """{"id":"7"}""", "/u/7")]
    [InlineData("/u/{id}/{part}", """{ "name": "id", "in": "path", "required": true, "schema": { "type": "integer" } }""", """{"id":7,"part":"a b"}""", "/u/7/a%20b")]
    [InlineData("/u/{a}-{b}.json", """{ "name": "a", "in": "path", "required": true, "schema": { "type": "string" } }, { "name": "b", "in": "path", "required": true, "schema": { "type": "string" } }""", """{"a":"1","b":"2"}""", "/u/1-2.json")]
    [InlineData("/u", """{ "name": "filter[x]", "in": "query", "schema": { "type": "string" } }""", """{"filter_x":"1"}""", "/u?filter%5Bx%5D=1")]
    [InlineData("/u", """{ "name": "$top", "in": "query", "schema": { "type": "integer" } }""", """{"top":3}""", "/u?%24top=3")]
    public async Task The_path_is_sent_whole_with_what_the_document_wrote_into_it(string path, string parameters, string arguments, string expected)
    {
        var sent = await server.SendAsync(WireDocument.Of(path, parameters), arguments);

        sent.Target.Should().Be(expected);
    }

    [Theory]
    [InlineData("/u/{id}", """{"id":".."}""")]
    [InlineData("/u/{id}", """{"id":"."}""")]
    [InlineData("/u/{id}", """{"id":""}""")]
    [InlineData("/u/{id}", "{}")]
    [InlineData("/u/{id}", """{"id":"a\u0000b"}""")]
    [InlineData("/u/{a}{b}", """{"a":".","b":"."}""")]
    public async Task A_path_that_would_be_the_address_of_something_else_is_not_sent(string path, string arguments) =>
        (await server.RefusalAsync(WireDocument.Of(path, "", "delete"), arguments)).Should().NotBeNull();

    [Fact]
    public async Task An_argument_takes_no_more_room_than_a_request_may_have()
    {
        var name = new string('n', 300);
        var members = string.Join(',', Enumerable.Range(0, 500).Select(i => $"\"{name}{i}\":{{\"{name}\":1}}"));

        var refusal = await server.RefusalAsync(
            WireDocument.Of("/x", """{ "name": "color", "in": "query", "style": "deepObject", "schema": { "type": "object" } }"""),
            $$"""{ "color": {{{members}}} }""");

        refusal.Should().Contain("'color'").And.Contain("query");
    }

    private Task<RecordedRequest> Send(string parameter, string value, string path = "/x") =>
        server.SendAsync(WireDocument.Of(path, parameter), $$"""{ "color": {{value}} }""");
}
