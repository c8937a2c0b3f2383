using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Client;
using Mvc.Mcp.Tests.Catalog;
using Mvc.Mcp.Tests.Execution;
using Mvc.Mcp.Tests.Hosting;
using Mvc.Mcp.Tests.Protocol.Host;

namespace Mvc.Mcp.Tests.Contract;

/// <summary>What a schema says is what the wire takes and gives.</summary>
public class WireTests
{
    [Theory]
    [InlineData("search", """{"filter":"price gt 5","top":10}""", "price gt 5|10|name")]
    [InlineData("search_form", """{"search-text":"x","Top":3}""", "x|3")]
    [InlineData("order", """{"id":"ord-7","also":["ord-8","ord-9"],"at":"3x4"}""", "ord-7|ord-8,ord-9|3,4")]
    [InlineData("price", """{"money":"1.5 EUR"}""", "\"1.5 EUR\"")]
    [InlineData("invoice", """{"total":"2 EUR","due":86400,"weekday":"Friday","order":"ord-1"}""", """{"total":"2 EUR","due":86400,"weekday":"Friday","order":"ord-1"}""")]
    [InlineData("patch", """{"patch":[{"op":"replace","path":"/name","value":"new"}]}""", "new")]
    [InlineData("csv", """{"ids":"1,2,3"}""", "1+2+3")]
    [InlineData("rare", """{"half":1.5,"bytes":"AQID","at":"13:45:00","large":170141183460469231731687303715884105727}""", """{"half":1.5,"bytes":"AQID","at":"13:45:00","large":170141183460469231731687303715884105727}""")]
    [InlineData("time", """{"at":"13:45:00","half":"2.5"}""", "13:45:00|2.5")]
    [InlineData("urgency", """{"urgency":"high","others":["Low",4]}""", "9")]
    [InlineData("by_guid", """{"id":"{3FA85F64-5717-4562-B3FC-2C963F66AFA6}"}""", "3fa85f64-5717-4562-b3fc-2c963f66afa6")]
    [InlineData("garage", """{"vehicles":[{"doors":4,"kind":"car"}],"byName":{"b":{"bell":true,"name":"x","kind":"bike"}}}""", """{"vehicles":[{"kind":"car","doors":4,"name":null}],"byName":{"b":{"kind":"bike","bell":true,"name":"x"}}}""")]
    [InlineData("ticket", """{"urgency":"High","id":"3fa85f64-5717-4562-b3fc-2c963f66afa6","day":"2026-01-31","lines":"[{\"productId\":\"1\",\"quantity\":3.0}]"}""", """{"urgency":4,"id":"3fa85f64-5717-4562-b3fc-2c963f66afa6","day":"2026-01-31","lines":[{"productId":1,"quantity":3}]}""")]
    public async Task What_fits_the_schema_reaches_the_action_as_it_was_sent(string tool, string arguments, string answer)
    {
        await using var app = await StartAsync();

        var result = await app.CallToolAsync(tool, Rename(app, tool, arguments));

        result.IsError.Should().NotBe(true, result.Text());
        result.Text().Should().Be(answer);
    }

    [Theory]
    [InlineData("search", "filter", """{"type":"string"}""")]
    [InlineData("search", "top", """{"type":"integer","minimum":1,"maximum":100}""")]
    [InlineData("search_form", "search-text", """{"type":"string"}""")]
    [InlineData("rate", "stars", """{"type":"integer","minimum":1,"maximum":5}""")]
    [InlineData("rate", "title", """{"type":"string","minLength":2,"maxLength":10}""")]
    [InlineData("order", "id", """{"type":"string"}""")]
    [InlineData("order", "also", """{"type":"array","items":{"type":"string"}}""")]
    [InlineData("order", "at", """{"type":"string"}""")]
    [InlineData("price", "money", "{}")]
    [InlineData("invoice", "total", "{}")]
    [InlineData("invoice", "due", "{}")]
    [InlineData("invoice", "weekday", """{"enum":["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"]}""")]
    [InlineData("csv", "ids", """{"type":"string"}""")]
    [InlineData("rare", "half", """{"type":"number"}""")]
    [InlineData("rare", "bytes", """{"type":"string","format":"byte"}""")]
    [InlineData("by_guid", "id", """{"type":"string","format":"uuid"}""")]
    public void A_schema_says_what_the_wire_takes(string tool, string argument, string schema)
    {
        var tools = CatalogOf.Controllers(typeof(WireController)).Tools.ToDictionary(each => each.Tool.Name);
        var name = tools[tool].Request.Arguments.Single(each => each.Name.Equals(argument, StringComparison.OrdinalIgnoreCase)).Name;

        var announced = tools[tool].Tool.InputSchema.GetProperty("properties").GetProperty(name);

        // Whether null is taken is another matter.
        JsonElement.DeepEquals(WithoutNull(announced), JsonElement.Parse(schema)).Should().BeTrue(announced.GetRawText());
    }

    [Fact]
    public void What_the_application_says_of_a_type_with_a_converter_is_announced()
    {
        var tools = CatalogOf.Build(
            _ => { },
            services => services.AddSwaggerGen(options => options.MapType<Money>(() => new Microsoft.OpenApi.OpenApiSchema { Type = Microsoft.OpenApi.JsonSchemaType.String, Pattern = "^[0-9.]+ [A-Z]{3}$" })),
            out _,
            typeof(WireController)).Tools.ToDictionary(each => each.Tool.Name);

        tools["price"].Tool.InputSchema.GetProperty("properties").GetProperty("money").GetProperty("pattern").GetString().Should().Be("^[0-9.]+ [A-Z]{3}$");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Numeric_enums_are_announced_as_the_application_wants(bool names)
    {
        var tool = CatalogOf.Controllers(options => options.EnumsAsNames = names, typeof(WireController)).Tools.Single(each => each.Tool.Name == "urgency").Tool;
        var urgency = tool.InputSchema.GetProperty("properties").GetProperty("urgency");

        urgency.GetProperty("type").GetString().Should().Be(names ? "string" : "integer");
        urgency.GetProperty("enum").GetRawText().Should().Be(names ? """["Low","High"]""" : "[1,4]");
        tool.InputSchema.GetRawText().Should().NotContain("x-mvc-mcp");
    }

    [Theory]
    [InlineData("\"high\"", "4")]
    [InlineData("4", "4")]
    public async Task A_numeric_enum_takes_names_and_numbers_whatever_is_announced(string given, string answer)
    {
        await using var app = await StartAsync(options => options.EnumsAsNames = true);

        (await app.CallToolAsync("urgency", Arguments($$"""{"urgency":{{given}}}"""))).Text().Should().Be(answer);
    }

    [Fact]
    public void A_header_that_no_call_may_set_makes_no_tool_and_says_why()
    {
        var contents = CatalogOf.Controllers(typeof(WireController));

        contents.Tools.Should().NotContain(tool => tool.Tool.Name == "origin");
        contents.Omitted.Should().ContainSingle(omitted => omitted.Path == "/wire/origin").Which.Reason.Should().Contain("X-Forwarded-For");
    }

    [Fact]
    public void The_name_of_an_argument_is_as_short_as_model_providers_want_it()
    {
        var tool = CatalogOf.Controllers(typeof(WireController)).Tools.Single(each => each.Tool.Name == "long");

        tool.Request.Arguments.Single().Name.Length.Should().BeLessThanOrEqualTo(64);
        tool.Request.Arguments.Single().WireName.Length.Should().BeGreaterThan(64);
    }

    [Theory]
    [InlineData("file")]
    [InlineData("price")]
    public void What_is_a_file_or_may_be_anything_announces_no_output(string tool) =>
        CatalogOf.Controllers(typeof(WireController)).Tools.Single(each => each.Tool.Name == tool).Tool.OutputSchema.Should().BeNull();

    [Theory]
    [InlineData("nullable")]
    [InlineData("flag")]
    public async Task A_null_is_announced_where_the_protocol_has_a_place_for_it(string tool)
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();
        await using var old = await McpClient.CreateAsync(
            new HttpClientTransport(new() { Endpoint = new Uri("http://localhost/mcp"), TransportMode = HttpTransportMode.StreamableHttp }, app.CreateHttpClient(), ownsHttpClient: true),
            new McpClientOptions { ProtocolVersion = "2025-06-18" });

        using var http = app.CreateHttpClient();
        using var response = await http.SendAsync(McpPost.Call(tool, new JsonObject { ["id"] = 0 }));
        var nothing = (await response.ReadMessageAsync())["result"]!.AsObject();
        var something = await client.CallToolAsync(tool, new Dictionary<string, object?> { ["id"] = 1 });

        (await client.ListToolsAsync()).Single(each => each.Name == tool).ProtocolTool.OutputSchema!.Value.GetRawText().Should().Contain("null");
        nothing.ContainsKey("structuredContent").Should().BeTrue("the official client asks for what was announced");
        nothing["structuredContent"].Should().BeNull();
        something.StructuredContent.Should().NotBeNull();
        (await old.ListToolsAsync()).Single(each => each.Name == tool).ProtocolTool.OutputSchema.Should().BeNull();
        (await old.CallToolAsync(tool, new Dictionary<string, object?> { ["id"] = 0 })).IsError.Should().NotBe(true);
    }

    [Fact]
    public void An_answer_is_not_announced_to_hold_what_the_serializer_leaves_out()
    {
        Required(_ => { }).Should().BeEquivalentTo("name", "note", "count");
        Required(options => options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull).Should().BeEmpty();
        Required(options => options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault).Should().BeEmpty();

        static string?[] Required(Action<JsonSerializerOptions> configure) =>
            Output(configure)!.Value.TryGetProperty("required", out var names) ? [.. names.EnumerateArray().Select(name => name.GetString())] : [];
    }

    [Fact]
    public void Numbers_are_announced_as_the_serializer_writes_them()
    {
        var quoted = Output(options => options.NumberHandling = JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)!.Value.GetProperty("properties");
        var named = Output(options => options.NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)!.Value.GetProperty("properties");

        quoted.GetProperty("count").GetProperty("type").GetString().Should().Be("string");
        quoted.GetProperty("numbers").GetProperty("items").GetProperty("type").GetString().Should().Be("string");
        named.GetProperty("ratio").GetProperty("type").GetRawText().Should().Be("""["number","string"]""");
        named.GetProperty("count").GetProperty("type").GetString().Should().Be("integer");
    }

    [Fact]
    public void Answers_with_references_announce_nothing() =>
        Output(options => options.ReferenceHandler = ReferenceHandler.Preserve).Should().BeNull();

    private static JsonElement? Output(Action<JsonSerializerOptions> configure) => CatalogOf.Build(
        _ => { },
        services => services.Configure<JsonOptions>(options => configure(options.JsonSerializerOptions)),
        out _,
        typeof(WireController)).Tools.Single(each => each.Tool.Name == "optional").Tool.OutputSchema;

    private static JsonElement WithoutNull(JsonElement schema)
    {
        var node = JsonNode.Parse(schema.GetRawText())!.AsObject();
        if (node["type"] is JsonArray { Count: 2 } types)
            node["type"] = types[0]!.DeepClone();
        node.Remove("description");
        return JsonElement.Parse(node.ToJsonString());
    }

    // Valid names of arguments are another test's business.
    private static Dictionary<string, JsonElement> Rename(McpTestApp app, string tool, string arguments)
    {
        _ = app;
        var names = CatalogOf.Controllers(typeof(WireController)).Tools.Single(each => each.Tool.Name == tool).Request.Arguments.Select(each => each.Name).ToArray();
        return Arguments(arguments).ToDictionary(
            argument => names.FirstOrDefault(name => name.Equals(argument.Key, StringComparison.OrdinalIgnoreCase)) ?? argument.Key, argument => argument.Value);
    }

    private static Dictionary<string, JsonElement> Arguments(string arguments) =>
        JsonElement.Parse(arguments).EnumerateObject().ToDictionary(member => member.Name, member => member.Value);

    private static Task<McpTestApp> StartAsync(Action<McpOptions>? options = null) => McpTestApp.StartAsync([typeof(WireController)], options);
}
