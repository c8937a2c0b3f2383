using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.Tests.Catalog;
using Mvc.Mcp.Tests.Contract.RoundTrips;
using Mvc.Mcp.Tests.Execution;
using Mvc.Mcp.Tests.Hosting;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Serialization;

namespace Mvc.Mcp.Tests.Contract;

/// <summary>What MVC's model metadata, its binders and its other serializer know, schemas say.</summary>
public class ModelTruthTests
{
    [Theory]
    [InlineData("must", "\"string\"")]
    [InlineData("given", "\"string\"")]
    [InlineData("may", """["string","null"]""")]
    [InlineData("number", """["integer","null"]""")]
    public void A_member_takes_null_where_MVC_does(string member, string type) =>
        MemberOf("nulls", member).GetProperty("type").GetRawText().Should().Be(type);

    [Theory]
    [InlineData("inner", false)]
    [InlineData("innerOrNull", true)]
    [InlineData("kindOrNull", true)]
    public void A_member_of_another_type_takes_null_where_MVC_does(string member, bool takesNull) =>
        MemberOf("nulls", member).GetRawText().Contains("null", StringComparison.Ordinal).Should().Be(takesNull, MemberOf("nulls", member).GetRawText());

    [Fact]
    public async Task Null_reaches_the_action_where_it_is_taken_and_nowhere_else()
    {
        await using var app = await McpTestApp.StartAsync([typeof(ModelsController)]);

        (await app.CallToolAsync("nulls", new { members = new[] { new { must = "a", inner = new { }, innerOrNull = (object?)null, kindOrNull = (int?)null } } })).Text().Should().Be("1 null");
        (await app.CallToolAsync("nulls", new { members = new[] { new { must = (string?)null } } })).Text().Should().Be("'members[0].must' was given null; expected a string.");
    }

    [Theory]
    [InlineData("area_query", "area", "\"string\"")]
    [InlineData("area_form", "area", "\"string\"")]
    public void What_a_provider_of_the_applications_own_binds_is_one_text(string tool, string argument, string type)
    {
        var schema = Tool(tool, AddAreas);

        schema.GetProperty("properties").EnumerateObject().Should().ContainSingle().Which.Name.Should().Be(argument);
        schema.GetProperty("properties").GetProperty(argument).GetProperty("type").GetRawText().Should().Be(type);
        Tool(tool, _ => { }).GetProperty("properties").EnumerateObject().Should().HaveCountGreaterThan(1, "MVC binds the members itself");
    }

    [Fact]
    public void A_body_that_a_provider_of_the_applications_own_binds_promises_nothing() =>
        Tool("area_body", AddAreas).GetProperty("properties").GetProperty("area").EnumerateObject().Should().BeEmpty();

    [Fact]
    public async Task A_key_that_is_no_number_is_named_with_what_a_key_is()
    {
        await using var app = await McpTestApp.StartAsync([typeof(ModelsController)]);

        (await app.CallToolAsync("keys", new { numbers = new { x = "a" } })).Text().Should().Be("'numbers.x' was given the name \"x\"; expected a string that matches ^-?\\d+$.");
        (await app.CallToolAsync("keys", new { numbers = new Dictionary<string, string> { ["-5"] = "a" } })).Text().Should().Be("-5");
    }

    [Fact]
    public void Settings_of_Newtonsoft_are_those_of_the_schemas_whatever_tells_Swashbuckle()
    {
        foreach (var told in new[] { true, false })
        {
            var tool = Newtonsoft(told, settings =>
            {
                settings.ContractResolver = new DefaultContractResolver { NamingStrategy = new SnakeCaseNamingStrategy() };
                settings.Converters.Add(new StringEnumConverter(new CamelCaseNamingStrategy()));
                settings.DateFormatString = "dd.MM.yyyy";
                settings.NullValueHandling = NullValueHandling.Ignore;
            });
            var members = tool.Tool.InputSchema.GetProperty("properties");

            members.EnumerateObject().Select(member => member.Name).Should().BeEquivalentTo("full_name", "kind_of_it", "sent_on", "renamed-here");
            members.GetProperty("kind_of_it").GetProperty("enum").GetRawText().Should().Be("""["plain","darkBlue"]""");
            members.GetProperty("sent_on").GetProperty("examples").GetRawText().Should().Be("""["31.01.2026"]""");
            members.GetProperty("sent_on").TryGetProperty("format", out _).Should().BeFalse();
            tool.Tool.OutputSchema!.Value.TryGetProperty("required", out _).Should().BeFalse("null is left out");
        }
    }

    [Theory]
    [InlineData(PreserveReferencesHandling.Objects, TypeNameHandling.None)]
    [InlineData(PreserveReferencesHandling.None, TypeNameHandling.All)]
    public void Answers_of_Newtonsoft_with_references_or_types_announce_nothing(PreserveReferencesHandling references, TypeNameHandling types) =>
        Newtonsoft(told: true, settings => (settings.PreserveReferencesHandling, settings.TypeNameHandling) = (references, types)).Tool.OutputSchema.Should().BeNull();

    [Fact]
    public void What_Swashbuckle_says_of_another_serializer_than_MVC_writes_with_is_not_announced()
    {
        var tool = CatalogOf.Build(_ => { }, services => services.AddSwaggerGen().AddControllers().AddNewtonsoftJson(), out _, typeof(ParcelsController)).Tools.Single();

        tool.Tool.InputSchema.GetProperty("properties").GetProperty("parcel").TryGetProperty("properties", out _).Should().BeFalse();
        tool.Tool.OutputSchema.Should().BeNull();
    }

    [Fact]
    public async Task An_error_tells_no_names_of_types_that_the_serializer_writes_beside_it()
    {
        await using var app = await McpTestApp.StartAsync([typeof(ModelsController)], services: services => services
            .AddSwaggerGen().AddSwaggerGenNewtonsoftSupport().AddControllers().AddNewtonsoftJson(options => options.SerializerSettings.TypeNameHandling = TypeNameHandling.All));

        (await app.CallToolAsync("refuse", new { })).Text().Should().Be("400 Bad Request\nNot today.");
    }

    private static JsonElement MemberOf(string tool, string member) =>
        Tool(tool, _ => { }).GetProperty("properties").GetProperty("members").GetProperty("items").GetProperty("properties").GetProperty(member);

    private static JsonElement Tool(string name, Action<IServiceCollection> services) =>
        CatalogOf.Build(_ => { }, services, out _, typeof(ModelsController)).Tools.Single(tool => tool.Tool.Name == name).Tool.InputSchema;

    private static void AddAreas(IServiceCollection services) => services.Configure<MvcOptions>(options => options.ModelBinderProviders.Insert(0, new AreaBinderProvider()));

    private static Mvc.Mcp.Tools.ToolDefinition Newtonsoft(bool told, Action<JsonSerializerSettings> configure) => CatalogOf.Build(
        _ => { },
        services =>
        {
            services.AddControllers().AddNewtonsoftJson(options => configure(options.SerializerSettings));
            if (told)
                services.AddSwaggerGen().AddSwaggerGenNewtonsoftSupport();
        },
        out _,
        typeof(ParcelsController)).Tools.Single();

    public enum Sort
    {
        Plain,
        DarkBlue,
    }

    public sealed class Members
    {
        public required string Must { get; set; }

        public string Given { get; set; } = "";

        public string? May { get; set; }

        public int? Number { get; set; }

        public Inner Inner { get; set; } = new();

        public Inner? InnerOrNull { get; set; }

        public Sort? KindOrNull { get; set; }
    }

    public sealed class Inner
    {
        public int Depth { get; set; }
    }

    public sealed class Holder
    {
        public List<Members> Members { get; set; } = [];
    }

    public sealed class Keyed
    {
        public Dictionary<int, string> Numbers { get; set; } = [];
    }

    public sealed class Parcel
    {
        public string? FullName { get; set; }

        public Sort KindOfIt { get; set; }

        public DateTime SentOn { get; set; }

        [JsonProperty("renamed-here")]
        public int Renamed { get; set; }
    }

    [ApiController]
    public sealed class ParcelsController : ControllerBase
    {
        [HttpPost("parcels", Name = "parcels")]
        public Parcel Send(Parcel parcel) => parcel;
    }

    [ApiController]
    public sealed class ModelsController : ControllerBase
    {
        [HttpPost("nulls", Name = "nulls")]
        public string Nulls(Holder holder) => $"{holder.Members.Count} {(holder.Members[0].InnerOrNull is null ? "null" : "some")}";

        [HttpPost("keys", Name = "keys")]
        public string Keys(Keyed keyed) => string.Join(',', keyed.Numbers.Keys);

        [HttpGet("area", Name = "area_query")]
        public string Query([FromQuery] Area area) => area.Text;

        [HttpPost("area-form", Name = "area_form")]
        public string Form([FromForm] Area area) => area.Text;

        [HttpPost("area-body", Name = "area_body")]
        public string Body([FromBody] Area area) => area.Text;

        [HttpPost("refuse", Name = "refuse")]
        public IActionResult Refuse() => Problem("Not today.", statusCode: 400);
    }
}
