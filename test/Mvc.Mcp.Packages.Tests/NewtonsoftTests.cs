using Mvc.Mcp.Packages.Tests.Building;

namespace Mvc.Mcp.Packages.Tests;

/// <summary>Applications that read and write JSON with Newtonsoft's serializer.</summary>
[Collection(ApplicationCollection.Name)]
public sealed class NewtonsoftTests(PackagedApplications applications)
{
    [Fact]
    public async Task With_its_package_of_Swashbuckle_arguments_have_the_names_that_the_serializer_reads()
    {
        await using var app = await applications.StartAsync("NewtonsoftSwashbuckle");

        var tool = (await app.ListToolsAsync()).Single(tool => tool.Name == "Lamps_Add");
        var result = await app.CallAsync("Lamps_Add", new { full_name = "Spot", price_in_euros = 3, kind = "Wall" });

        tool.InputSchema.GetProperty("properties").EnumerateObject().Select(argument => argument.Name).Should().Equal("full_name", "price_in_euros", "kind");
        result.IsError.Should().NotBe(true, RunningApplication.TextOf(result));
        RunningApplication.TextOf(result).Should().Be("""{"full_name":"Spot","price_in_euros":3.0,"kind":"Wall"}""");
        await app.AnswersAsync("Lamps_Get", null, "/lamps");
    }

    [Fact]
    public async Task Without_it_the_start_says_what_is_missing()
    {
        await using var app = await applications.StartAsync("Newtonsoft");

        string.Join('\n', app.StartLog).Should().Contain("Add the package Swashbuckle.AspNetCore.Newtonsoft");
        await app.AnswersAsync("Lamps_Get", null, "/lamps");
    }
}
