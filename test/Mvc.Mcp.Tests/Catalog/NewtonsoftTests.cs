using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.Tests.Hosting;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace Mvc.Mcp.Tests.Catalog;

public class NewtonsoftTests
{
    [JsonConverter(typeof(StringEnumConverter))]
    public enum Size
    {
        Small,
        Large,
    }

    public sealed class Parcel
    {
        [JsonProperty("to_place", Required = Required.Always)]
        public string Place { get; set; } = "";

        public Size Size { get; set; }

        [JsonIgnore]
        public string? Secret { get; set; }

        public DateTime? SentOn { get; set; }
    }

    [ApiController, Route("parcels")]
    public sealed class ParcelsController : ControllerBase
    {
        [HttpPost(Name = "send_parcel")]
        public Parcel Send(Parcel parcel) => parcel;
    }

    [Fact]
    public async Task Names_enums_and_requirements_of_Newtonsoft_are_those_of_the_tool_and_of_its_calls()
    {
        await using var app = await McpTestApp.StartAsync([typeof(ParcelsController)], services: services =>
        {
            services.AddControllers().AddNewtonsoftJson();
            services.AddSwaggerGenNewtonsoftSupport();
        });
        await using var client = await app.ConnectAsync();

        var schema = (await client.ListToolsAsync()).Single().JsonSchema;
        var sent = new Dictionary<string, object?> { ["to_place"] = "Oslo", ["size"] = "Large", ["sentOn"] = "2026-07-28T10:00:00Z" };
        var result = await client.CallToolAsync("send_parcel", sent);

        var properties = schema.GetProperty("properties");
        properties.EnumerateObject().Select(property => property.Name).Should().BeEquivalentTo("to_place", "size", "sentOn");
        properties.GetProperty("size").GetProperty("enum").EnumerateArray().Select(value => value.GetString()).Should().Equal("Small", "Large");
        schema.GetProperty("required").EnumerateArray().Select(value => value.GetString()).Should().Equal("to_place");
        result.StructuredContent!.Value.GetRawText().Should().Be(System.Text.Json.JsonSerializer.Serialize(sent));
    }
}
