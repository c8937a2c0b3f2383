using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Mvc.Mcp.Tests.Catalog;
using Mvc.Mcp.Tests.Execution;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Tools;

/// <summary>Several tools of one action, with fixed values and fewer arguments.</summary>
public class SeveralToolsTests
{
    [Fact]
    public async Task Each_attribute_makes_a_tool_with_its_own_words_arguments_and_fixed_values()
    {
        await using var app = await McpTestApp.StartAsync([typeof(ParcelsController)]);
        await using var client = await app.ConnectAsync();

        var tools = (await client.ListToolsAsync()).ToDictionary(tool => tool.Name);
        tools.Keys.Should().BeEquivalentTo("list_parcels", "list_lost_parcels", "find_parcel", "create_parcel", "create_gift");
        tools["list_lost_parcels"].Description.Should().Be("Lists parcels that nobody has seen.");
        tools["list_lost_parcels"].JsonSchema.GetRawText().Should().NotContain("state").And.NotContain("weights").And.Contain("page");
        tools["find_parcel"].JsonSchema.GetProperty("properties").EnumerateObject().Select(argument => argument.Name).Should().Equal("search");
        tools["create_gift"].JsonSchema.GetRawText().Should().Contain("\"required\":[\"to\"]");

        (await app.CallToolAsync("list_lost_parcels", new { page = 2 })).Text().Should().Be("Lost 1,2  2");
        (await app.CallToolAsync("find_parcel", new { search = "x" })).Text().Should().Be("  x 1");
        (await app.CallToolAsync("list_parcels", new { state = "Sent" })).Text().Should().Be("Sent   1");
        (await app.CallToolAsync("create_gift", new { to = "ann" })).Text().Should().Be("ann: gift, 3");
    }

    [Theory]
    [InlineData("list_lost_parcels", """{"state":"Sent"}""")]
    [InlineData("find_parcel", """{"state":"Sent"}""")]
    [InlineData("create_gift", """{"to":"ann","note":"other"}""")]
    public async Task A_fixed_or_hidden_value_cannot_be_given(string tool, string arguments)
    {
        await using var app = await McpTestApp.StartAsync([typeof(ParcelsController)]);

        var result = await app.CallToolAsync(tool, System.Text.Json.JsonSerializer.Deserialize<object>(arguments));

        result.IsError.Should().BeTrue();
        result.Text().Should().Contain("is not an argument of this tool").And.NotContain("takes: state");
    }

    [Fact]
    public async Task Options_add_tools_to_code_that_cannot_be_changed()
    {
        await using var app = await McpTestApp.StartAsync([typeof(ParcelsController)], options => options.Tools.Add("list_sent_parcels", "list_parcels", tool =>
        {
            tool.Constants = ["state=\"Sent\"", "weights=[3]"];
            tool.Except = ["search"];
            tool.Pinned = true;
        }));
        await using var client = await app.ConnectAsync();

        (await client.ListToolsAsync()).Should().HaveCount(6).And.Contain(tool => tool.Name == "list_sent_parcels" && tool.Description == "Lists parcels.");
        (await app.CallToolAsync("list_sent_parcels")).Text().Should().Be("Sent 3  1");
        app.Catalog.Tools.Single(tool => tool.Name == "list_sent_parcels").Tool!.Meta!["anthropic/alwaysLoad"]!.GetValue<bool>().Should().BeTrue();
    }

    [Theory]
    [InlineData("state=Lost", "stat", "", "*[McpTool(Only = …)] names 'stat', but the tool has no such argument. Did you mean 'state'?*")]
    [InlineData("stat=Lost", "", "", "*Constants*names 'stat'*It has: state, weights, search, page.*")]
    [InlineData("state", "", "", "*'state'. Write name=value*")]
    [InlineData("page=many", "", "", "*'page=many', which does not fit*integer*")]
    [InlineData("page=1", "search", "state", "*both Only and Except*")]
    public void What_does_not_fit_stops_the_start(string constant, string only, string except, string told)
    {
        var build = () => CatalogOf.Controllers(options => options.Tools.Add("other", "list_parcels", tool =>
        {
            tool.Constants = [constant];
            tool.Only = only.Length > 0 ? [only] : [];
            tool.Except = except.Length > 0 ? [except] : [];
        }), typeof(ParcelsController));

        build.Should().Throw<InvalidOperationException>().WithMessage("GET /parcels (tool other): " + told);
    }

    [Fact]
    public void What_the_API_needs_must_be_shown_or_fixed()
    {
        var build = () => CatalogOf.Controllers(options => options.Tools.Add("other", "create_parcel", tool => tool.Except = ["to"]), typeof(ParcelsController));

        build.Should().Throw<InvalidOperationException>().WithMessage("*does not show 'to', but the API refuses a request without it*");
    }

    [Fact]
    public void A_tool_of_no_operation_stops_the_start_and_one_of_an_excluded_operation_is_a_warning()
    {
        var unknown = () => CatalogOf.Controllers(options => options.Tools.Add("other", "list_parcel"), typeof(ParcelsController));
        unknown.Should().Throw<InvalidOperationException>().WithMessage("*there is no such operation. Did you mean 'list_parcels'?*");

        CatalogOf.Warnings(options =>
        {
            options.ExcludeOperations.Add("list_parcels");
            options.Tools.Add("other", "list_parcels");
        }, typeof(ParcelsController)).Should().ContainSingle(warning => warning.Contains("is no tool, so nor is this"));
    }

    [Fact]
    public void Two_attributes_without_a_name_stop_the_start()
    {
        var build = () => CatalogOf.Controllers(typeof(NamelessController));

        build.Should().Throw<InvalidOperationException>().WithMessage("*more than once without a Name*");
    }

    [Fact]
    public void An_attribute_on_an_overriding_action_takes_the_place_of_those_it_overrides() =>
        CatalogOf.Controllers(typeof(OverridingController)).Tools.Select(tool => tool.Tool.Name).Should().Equal("mine");

    [Fact]
    public void What_an_added_tool_does_not_say_is_as_on_the_action() =>
        CatalogOf.Controllers(options => options.Tools.Add("other", "asks"), typeof(AskingController)).Tools
            .Should().HaveCount(2).And.OnlyContain(tool => tool.AsksUser && tool.Pinned);

    [System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter))]
    public enum ParcelState { Sent, Lost }

    public record Parcel([System.ComponentModel.DataAnnotations.Required] string To, string? Note, int Weight = 1);

    [ApiController, Route("parcels")]
    public class ParcelsController : ControllerBase
    {
        [HttpGet(Name = "list_parcels"), EndpointSummary("Lists parcels.")]
        [McpTool]
        [McpTool(Name = "list_lost_parcels", Description = "Lists parcels that nobody has seen.", Constants = ["state=Lost", "weights=[1,2]"])]
        [McpTool(Name = "find_parcel", Only = ["search"])]
        public string List(ParcelState? state, [FromQuery] int[] weights, string? search, int page = 1) => $"{state} {string.Join(',', weights)} {search} {page}";

        [HttpPost(Name = "create_parcel")]
        [McpTool]
        [McpTool(Name = "create_gift", Constants = ["note=gift", "weight=3"])]
        public string Create(Parcel parcel) => $"{parcel.To}: {parcel.Note}, {parcel.Weight}";
    }

    [ApiController, Route("nameless")]
    public class NamelessController : ControllerBase
    {
        [HttpGet, McpTool, McpTool(Title = "Other")]
        public string Get() => "";
    }

    public abstract class OverriddenController : ControllerBase
    {
        [HttpGet, McpTool(Name = "theirs")]
        public virtual string Get() => "";
    }

    [ApiController, Route("overriding")]
    public class OverridingController : OverriddenController
    {
        [HttpGet, McpTool(Name = "mine")]
        public override string Get() => "";
    }

    [ApiController, Route("asking")]
    public class AskingController : ControllerBase
    {
        [HttpGet(Name = "asks"), McpTool(Confirm = true, Pinned = true)]
        public string Get() => "";
    }
}
