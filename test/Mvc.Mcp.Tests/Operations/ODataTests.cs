using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OData;
using Microsoft.AspNetCore.OData.Deltas;
using Microsoft.AspNetCore.OData.Query;
using Microsoft.AspNetCore.OData.Results;
using Microsoft.AspNetCore.OData.Routing.Controllers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OData.ModelBuilder;
using Mvc.Mcp.Tests.Execution;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Operations;

/// <summary>Actions that OData routes to, or lends its query options.</summary>
public class ODataTests
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task An_operation_is_one_tool_and_what_describes_the_API_to_programs_is_none(bool swagger)
    {
        await using var app = await StartAsync(swagger);

        app.Catalog.Tools.Select(tool => tool.Name).Should().BeEquivalentTo(
            "Lamps_Get", "Lamps_Get_by_key", "Lamps_Post", "Lamps_Patch", "Lamps_Delete", "Rooms_Get", "Rooms_Get_by_key", "Plain_List");
        app.Catalog.Tools.Select(tool => tool.OutputSchema).Should().AllBeEquivalentTo((JsonElement?)null, "OData wraps what it answers");
        app.Catalog.Omitted.Select(left => left.Path).Should().Contain(["/odata", "/odata/$metadata", "/odata/Lamps/$count", "/odata/Lamps({key})"]);
    }

    [Theory]
    [InlineData("Lamps_Get", "filter,select,expand,orderby,top,skip,count")]
    [InlineData("Lamps_Get_by_key", "key,select,expand")]
    [InlineData("Rooms_Get", "filter,select,expand,orderby,top,skip,count")]
    [InlineData("Rooms_Get_by_key", "key,select")]
    [InlineData("Plain_List", "filter,select,expand,orderby,top,skip,count")]
    public async Task A_query_is_asked_with_the_options_that_the_action_takes(string tool, string arguments)
    {
        await using var app = await StartAsync();

        Properties(app, tool).Select(argument => argument.Name).Should().Equal(arguments.Split(','));
    }

    [Fact]
    public async Task The_options_name_the_members_and_say_their_limits()
    {
        await using var app = await StartAsync();

        var properties = Properties(app, "Plain_List").ToDictionary(argument => argument.Name, argument => argument.Value);

        properties["top"].GetProperty("maximum").GetInt32().Should().Be(50);
        properties["filter"].GetProperty("description").GetString().Should().Contain("Id, Name, Price");
        properties["expand"].GetProperty("description").GetString().Should().EndWith("Room.");
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_patch_changes_what_it_names_alone(bool swagger)
    {
        await using var app = await StartAsync(swagger);

        var tool = app.Catalog.Tools.Single(tool => tool.Name == "Lamps_Patch").Tool!;
        var result = await app.CallToolAsync("Lamps_Patch", new { key = 1, Price = 4.5, Room = new { Id = "attic" } });

        tool.InputSchema.GetProperty("properties").EnumerateObject().Select(argument => argument.Name).Should().Equal("key", "Id", "Name", "Price", "Room");
        tool.InputSchema.GetProperty("required").EnumerateArray().Select(name => name.GetString()).Should().Equal("key");
        result.IsError.Should().NotBe(true, result.Text());
        result.StructuredContent!.Value.GetProperty("Name").GetString().Should().Be("Spot");
        result.StructuredContent!.Value.GetProperty("Price").GetDecimal().Should().Be(4.5m);
    }

    [Fact]
    public async Task A_body_has_the_names_of_the_model()
    {
        await using var app = await StartAsync();

        var result = await app.CallToolAsync("Lamps_Post", new { Id = 9, Name = "Torch", Room = new { Id = "hall", Lamps = new[] { new { Id = 8, Name = "Bulb" } } } });

        result.IsError.Should().NotBe(true, result.Text());
        result.StructuredContent!.Value.GetProperty("Name").GetString().Should().Be("Torch");
    }

    [Fact]
    public async Task A_query_of_the_message_is_not_that_of_its_calls()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync("/mcp?$filter=Id eq 2");

        (await client.CallToolAsync("Lamps_Get")).Text().Should().Contain("Spot");
    }

    [Theory]
    [InlineData("Lamps_Get", """{"filter":"Price gt 1","select":"Name","count":true}""", "odata/Lamps?$filter=Price gt 1&$select=Name&$count=true")]
    [InlineData("Lamps_Get", """{"expand":"Room","orderby":"Id desc","top":1,"skip":0}""", "odata/Lamps?$expand=Room&$orderby=Id desc&$top=1&$skip=0")]
    [InlineData("Lamps_Get_by_key", """{"key":1,"select":"Name","expand":"Room"}""", "odata/Lamps/1?$select=Name&$expand=Room")]
    [InlineData("Rooms_Get", """{"top":1}""", "odata/Rooms?$top=1")]
    [InlineData("Rooms_Get_by_key", """{"key":"hall","select":"Id"}""", "odata/Rooms/hall?$select=Id")]
    [InlineData("Plain_List", """{"filter":"Price gt 1"}""", "plain?$filter=Price gt 1")]
    public async Task A_query_is_answered_as_over_HTTP(string tool, string arguments, string address)
    {
        await using var app = await StartAsync();
        using var http = app.CreateHttpClient();

        var result = await app.CallToolAsync(tool, JsonSerializer.Deserialize<JsonElement>(arguments));

        result.Text().Should().Be(await http.GetStringAsync(new Uri(address, UriKind.Relative)));
    }

    private static IEnumerable<JsonProperty> Properties(McpTestApp app, string tool) =>
        app.Catalog.Tools.Single(each => each.Name == tool).Tool!.InputSchema.GetProperty("properties").EnumerateObject();

    private static Task<McpTestApp> StartAsync(bool swagger = false) => McpTestApp.StartAsync(
        [typeof(LampsController), typeof(RoomsController), typeof(PlainController), typeof(MetadataController)],
        services: services =>
        {
            var model = new ODataConventionModelBuilder();
            model.EntitySet<Lamp>("Lamps");
            model.EntitySet<Room>("Rooms");
            services.AddControllers().AddOData(options => options.EnableQueryFeatures(100).AddRouteComponents("odata", model.GetEdmModel()));
            if (swagger)
                services.AddSwaggerGen();
        });

    public sealed class Lamp
    {
        public int Id { get; set; }

        public string Name { get; set; } = "";

        public decimal? Price { get; set; }

        public Room? Room { get; set; }
    }

    public sealed class Room
    {
        public string Id { get; set; } = "";

        public List<Lamp> Lamps { get; set; } = [];
    }

    private static IQueryable<Lamp> Lamps()
    {
        var room = new Room { Id = "hall" };
        return new Lamp[] { new() { Id = 1, Name = "Spot", Price = 3, Room = room }, new() { Id = 2, Name = "Tube", Room = room } }.AsQueryable();
    }

    public sealed class LampsController : ODataController
    {
        [EnableQuery]
        public IQueryable<Lamp> Get() => Lamps();

        [EnableQuery]
        public SingleResult<Lamp> Get(int key) => SingleResult.Create(Lamps().Where(lamp => lamp.Id == key));

        public IActionResult Post([FromBody] Lamp lamp) => Created(lamp);

        public IActionResult Patch([FromRoute] int key, [FromBody] Delta<Lamp> delta)
        {
            var lamp = Lamps().Single(each => each.Id == key);
            delta.Patch(lamp);
            return Ok(lamp);
        }

        public IActionResult Delete(int key) => NoContent();
    }

    public sealed class RoomsController : ODataController
    {
        public IActionResult Get(ODataQueryOptions<Room> options) => Ok(options.ApplyTo(new[] { new Room { Id = "hall" }, new Room { Id = "attic" } }.AsQueryable()));

        [EnableQuery(AllowedQueryOptions = AllowedQueryOptions.Select)]
        public IActionResult Get(string key) => Ok(new Room { Id = key });
    }

    [ApiController, Route("plain")]
    public sealed class PlainController : ControllerBase
    {
        [HttpGet, EnableQuery(MaxTop = 50)]
        public IEnumerable<Lamp> List() => Lamps();
    }
}
