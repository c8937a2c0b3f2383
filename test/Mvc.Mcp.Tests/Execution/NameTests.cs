using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Execution;

/// <summary>JSON may call members and values otherwise than .NET, which is all that model binding and model state know.</summary>
public partial class NameTests
{
    [Theory]
    [InlineData("search", """{"state":"InProgress","Lines":[{"ProductId":2,"Quantity":3}]}""")]
    [InlineData("submit", """{"State":"InProgress","Lines":[{"ProductId":2,"Quantity":3}]}""")]
    public async Task What_model_binding_reads_has_the_names_of_NET_in_the_schema_and_arrives(string tool, string arguments)
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();

        var schema = (await client.ListToolsAsync()).Single(each => each.Name == tool).JsonSchema.GetProperty("properties");
        var result = await client.CallToolAsync(tool, Parse(arguments));

        var state = schema.EnumerateObject().First(property => property.Name is "state" or "State").Value;
        state.GetProperty("enum").EnumerateArray().Select(value => value.GetString()).Should().Equal("open", "InProgress");
        schema.GetProperty("Lines").GetProperty("items").GetProperty("required").EnumerateArray().Select(name => name.GetString()).Should().Equal("ProductId");
        result.Text().Should().Be("""{"state":"in_progress","lines":[{"product_id":2,"cnt":3}]}""");
    }

    [Fact]
    public async Task A_default_has_the_name_that_model_binding_reads()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();

        var schema = (await client.ListToolsAsync()).Single(each => each.Name == "defaulted").JsonSchema.GetProperty("properties");

        schema.GetProperty("state").GetProperty("default").GetString().Should().Be("InProgress");
    }

    [Theory]
    [InlineData("prefixed_query")]
    [InlineData("prefixed_form")]
    public async Task A_member_of_an_object_that_an_attribute_names_has_that_name_before_its_own(string tool)
    {
        await using var app = await StartAsync();

        var result = await app.CallToolAsync(tool, new Dictionary<string, int> { ["f.Quantity"] = 4 });
        var refused = await CallAsync(app, tool, """{"f.Quantity":10}""");

        result.Text().Should().Be("""{"quantity":4}""");
        refused.Should().Equal("f.Quantity");
    }

    [Fact]
    public async Task The_rest_of_a_path_may_be_left_out_where_the_action_can_do_without()
    {
        await using var app = await StartAsync();
        using var http = app.CreateHttpClient();

        (await app.CallToolAsync("rest")).Text().Should().Be("none").And.Be(await http.GetStringAsync("/names/rest"));
        (await app.CallToolAsync("rest", new { path = "a/b/" })).Text().Should().Be("a/b/").And.Be(await http.GetStringAsync("/names/rest/a/b/"));
        (await app.CallToolAsync("needed")).Text().Should().Be("'path' is required and was not given; expected a string.");
    }

    [Theory]
    [InlineData("""{"id":1,"customer_name":"x","lines":[{"product_id":0}]}""", "customer_name", "lines[0].product_id")]
    [InlineData("""{"id":1,"customer_name":"xx","lines":[{"product_id":1,"cnt":10}]}""", "lines[0].cnt")]
    [InlineData("""{"id":1,"customer_name":"xx","lines":[{"product_id":"many"}]}""", "lines[0].product_id")]
    [InlineData("""{"id":1,"customer_name":"xx","state":"gone"}""", "state")]
    public async Task Errors_of_a_body_come_back_under_the_names_of_JSON_and_no_others(string arguments, params string[] names)
    {
        await using var app = await StartAsync();

        (await CallAsync(app, "order", arguments)).Should().Equal(names);
    }

    [Theory]
    [InlineData("""{"orders":[{"customer_name":"xx"},{"customer_name":"x"}]}""", "orders[1].customer_name")]
    [InlineData("""{"orders":[{"customer_name":"xx","lines":[{"product_id":"many"}]}]}""", "orders[0].lines[0].product_id")]
    public async Task Errors_of_a_body_that_is_one_argument_begin_with_its_name(string arguments, params string[] names)
    {
        await using var app = await StartAsync();

        (await CallAsync(app, "orders", arguments)).Should().Equal(names);
    }

    [Fact]
    public async Task What_the_body_could_not_be_read_for_is_never_a_value_of_the_path_with_the_same_name()
    {
        await using var app = await StartAsync();

        (await CallAsync(app, "clash", """{"quantity__path":1,"quantity":3000000000}""")).Should().Equal("quantity");
    }

    [Fact]
    public async Task A_model_state_that_an_action_answers_has_the_names_of_the_arguments_as_well()
    {
        await using var app = await StartAsync();

        var result = await app.CallToolAsync("refuse", new { product_id = 1 });

        result.Text().Should().Be("400 Bad Request\n'product_id' was given the number 1: Sold out.");
    }

    private static async Task<string[]> CallAsync(McpTestApp app, string tool, string arguments)
    {
        await using var client = await app.ConnectAsync();
        var result = await client.CallToolAsync(tool, Parse(arguments));
        result.IsError.Should().BeTrue();
        return [.. Path().Matches(result.Text()).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex("^'([^']+)' (?:was|is)", RegexOptions.Multiline)]
    private static partial Regex Path();

    private static Dictionary<string, object?> Parse(string arguments) => CallExtensions.Arguments(JsonElement.Parse(arguments));

    private static Task<McpTestApp> StartAsync() => McpTestApp.StartAsync([typeof(NamesController)], services: services => services.Configure<JsonOptions>(options =>
    {
        options.JsonSerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.JsonSerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.JsonSerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
    }));

    public enum State
    {
        Open,
        InProgress,
    }

    public sealed class Line
    {
        [Required, Range(1, 9)]
        public int? ProductId { get; set; }

        [Range(1, 9), JsonPropertyName("cnt")]
        public int? Quantity { get; set; }
    }

    public sealed class Order
    {
        [MinLength(2)]
        public string? CustomerName { get; set; }

        public State? State { get; set; }

        public List<Line>? Lines { get; set; }
    }

    public sealed class Form
    {
        public State State { get; set; }

        public List<Line>? Lines { get; set; }
    }

    public sealed class Amount
    {
        [Range(1, 9)]
        public int Quantity { get; set; }
    }

    [ApiController]
    [Route("names")]
    public sealed class NamesController : ControllerBase
    {
        [HttpGet("search", Name = "search")]
        public object Search(State state, [FromQuery(Name = "Lines")] List<Line> lines) => new { state, lines };

        [HttpPost("submit", Name = "submit")]
        public object Submit([FromForm] Form form) => new { form.State, form.Lines };

        [HttpGet("prefixed", Name = "prefixed_query")]
        public Amount Prefixed([FromQuery(Name = "f")] Amount filter) => filter;

        [HttpPost("prefixed", Name = "prefixed_form")]
        public Amount PrefixedForm([FromForm(Name = "f")] Amount filter) => filter;

        [HttpGet("rest/{**path}", Name = "rest")]
        public string Rest(string? path) => path ?? "none";

        [HttpGet("needed/{**path}", Name = "needed")]
        public string Needed(string path) => path;

        [HttpGet("defaulted", Name = "defaulted")]
        public State Defaulted(State state = State.InProgress) => state;

        [HttpPost("order/{id}", Name = "order")]
        public Order OfOrder(int id, Order order) => order;

        [HttpPost("orders", Name = "orders")]
        public List<Order> OfOrders(List<Order> orders) => orders;

        [HttpPost("clash/{quantity}", Name = "clash")]
        public Amount Clash([Range(1, 9)] int quantity, Amount amount) => amount;

        [HttpPost("refuse", Name = "refuse")]
        public BadRequestObjectResult Refuse(Line line)
        {
            ModelState.AddModelError(nameof(line.ProductId), "Sold out.");
            return BadRequest(ModelState);
        }
    }
}
