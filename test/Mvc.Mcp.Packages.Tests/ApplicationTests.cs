using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mvc.Mcp.Packages.Tests.Building;

namespace Mvc.Mcp.Packages.Tests;

/// <summary>Further kinds of applications, each with the line or two that it needs.</summary>
[Collection(ApplicationCollection.Name)]
public sealed class ApplicationTests(PackagedApplications applications)
{
    [Fact]
    public async Task OData_is_asked_and_patched_as_over_HTTP()
    {
        await using var app = await applications.StartAsync("OData");

        (await app.ListToolsAsync()).Select(tool => tool.Name).Should().BeEquivalentTo("Lamps_Get", "Lamps_Get_by_key", "Lamps_Patch");
        await app.AnswersAsync("Lamps_Get", new { filter = "Price gt 1", select = "Name", count = true }, "/odata/Lamps?$filter=Price gt 1&$select=Name&$count=true");
        await app.AnswersAsync("Lamps_Get", new { orderby = "Id desc", top = 1, skip = 1 }, "/odata/Lamps?$orderby=Id desc&$top=1&$skip=1");
        await app.AnswersAsync("Lamps_Get_by_key", new { key = 2 }, "/odata/Lamps/2");
        (await app.CallAsync("Lamps_Patch", new { key = 2, Price = 5 })).IsError.Should().NotBe(true);
        await app.AnswersAsync("Lamps_Get_by_key", new { key = 2 }, "/odata/Lamps(2)");
        (await app.Http.GetStringAsync(new Uri("/odata/Lamps/2", UriKind.Relative))).Should().Contain("Tube").And.Contain("5");
    }

    [Fact]
    public async Task An_application_of_minimal_APIs_alone_needs_no_controllers()
    {
        await using var app = await applications.StartAsync("Minimal");

        (await app.ListToolsAsync()).Select(tool => tool.Name).Should().BeEquivalentTo(
            ["get_lamps_id", "list_lamps", "post_lamps", "watch_lamps"], "signing in is no business of a model, and nobody has signed in");
        await app.AnswersAsync("get_lamps_id", new { id = 7 }, "/lamps/7");
        await app.AnswersAsync("list_lamps", new { Page = 2, Sort = "name" }, "/lamps?page=2&sort=name");
        JsonNode.DeepEquals(JsonNode.Parse(RunningApplication.TextOf(await app.CallAsync("watch_lamps"))), JsonNode.Parse("""[{"id":1,"colour":"red"},{"id":2,"colour":"blue"}]"""))
            .Should().BeTrue();
        (await app.CallAsync("get_lamps_id", new { id = 0 })).IsError.Should().BeTrue();
    }

    [Fact]
    public async Task Users_of_the_Identity_endpoints_are_the_users_of_calls()
    {
        await using var app = await applications.StartAsync("Minimal");
        var account = new { email = "ann@example.com", password = "Secret-1-of-many" };
        (await app.Http.PostAsJsonAsync("/account/register", account)).EnsureSuccessStatusCode();
        var token = (await (await app.Http.PostAsJsonAsync("/account/login", account)).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
        app.Http.DefaultRequestHeaders.Authorization = new("Bearer", token);

        (await app.ListToolsAsync()).Select(tool => tool.Name).Should().Contain("whoami");
        await app.AnswersAsync("whoami", null, "/mine");
    }

    [Fact]
    public async Task MVC_without_endpoint_routing_is_called_through_its_pipeline()
    {
        await using var app = await applications.StartAsync("OldMvc");

        await app.AnswersAsync("Lamps_Get", new { id = 7 }, "/lamps/7");
    }

    [Theory]
    [InlineData("spa", "/lamps/7")]
    public async Task An_action_sees_the_address_that_it_has_over_HTTP(string way, string address)
    {
        await using var app = await applications.StartAsync("Hosted", $"--way={way}");

        await app.AnswersAsync("Lamps_Get", new { id = 7 }, address);
        (await app.Http.GetStringAsync(new Uri("/anything", UriKind.Relative))).Should().Contain("single-page");
        RunningApplication.TextOf(await app.CallAsync("Lamps_Add", new { id = 7, path = "x" })).Should().Contain("Location: ").And.Contain(address);
    }

    [Fact]
    public async Task Under_a_path_base_links_have_it()
    {
        await using var app = await applications.StartAsync("Hosted", "--way=path base");

        await app.AnswersAsync("Lamps_Get", new { id = 7 }, new HttpRequestMessage(HttpMethod.Get, new Uri("/shop/lamps/7", UriKind.Relative)), "/shop/mcp");
    }
}
