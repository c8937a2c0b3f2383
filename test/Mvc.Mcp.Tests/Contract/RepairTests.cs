using System.Text.Json;
using Mvc.Mcp.Tests.Execution;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Contract;

/// <summary>A wrong call is refused, and its error alone is enough to mend it.</summary>
public class RepairTests
{
    [Theory]
    [InlineData("ticket", """{"lines":[{"productId":1,"qty":3}]}""", "'lines[0].qty' is not known there; it takes: productId, quantity.")]
    [InlineData("ticket", """{"lines":[{"productId":1,"quantty":3}]}""", "'lines[0].quantty' is not known there; did you mean 'quantity'? It takes: productId, quantity.")]
    [InlineData("ticket", """{"lines":[{"productId":"many"}]}""", "'lines[0].productId' was given the string \"many\"; expected an integer from -2147483648 to 2147483647.")]
    [InlineData("ticket", """{"lines":[{"productId":3000000000}]}""", "'lines[0].productId' was given the number 3000000000; expected an integer from -2147483648 to 2147483647.")]
    [InlineData("ticket", """{"urgency":3}""", "'urgency' was given the number 3; expected one of 1 (Low), 4 (High).")]
    [InlineData("ticket", """{"urgency":"Middle"}""", "'urgency' was given the string \"Middle\"; expected one of 1 (Low), 4 (High).")]
    [InlineData("ticket", """{"id":"123"}""", "'id' was given the string \"123\"; expected a UUID such as \"3fa85f64-5717-4562-b3fc-2c963f66afa6\".")]
    [InlineData("ticket", """{"day":"01/02/2026"}""", "'day' was given the string \"01/02/2026\"; expected a date such as \"2026-01-31\".")]
    [InlineData("ticket", """{"lines":"[{oops"}""", "'lines' was given the string \"[{oops\"; expected an array whose elements are each an object with productId?, quantity?.")]
    [InlineData("ticket", """{"lines":"[{\"productId\":1,\"productId\":2}]"}""", "'lines' holds a name twice in one object; expected each name once.")]
    [InlineData("garage", """{"vehicles":[{"doors":2}]}""", "'vehicles[0].kind' is required and was not given; expected one of \"car\", \"bike\".")]
    [InlineData("garage", """{"vehicles":[{"kind":"boat"}]}""", "'vehicles[0].kind' was given the string \"boat\"; expected one of \"car\", \"bike\".")]
    [InlineData("garage", """{"vehicles":[{"kind":"bike","doors":2}]}""", "'vehicles[0].doors' is not known there; it takes: kind, name, bell.")]
    [InlineData("by_guid", """{"id":"123"}""", "'id' was given the string \"123\"; expected a UUID such as \"3fa85f64-5717-4562-b3fc-2c963f66afa6\".")]
    public async Task A_call_that_does_not_fit_is_told_where_what_and_what_else(string tool, string arguments, string message)
    {
        await using var app = await McpTestApp.StartAsync([typeof(WireController)]);

        var result = await app.CallToolAsync(tool, JsonElement.Parse(arguments));

        result.IsError.Should().BeTrue();
        result.Text().Should().Be(message);
    }

    [Fact]
    public async Task The_applications_own_message_stays_behind_what_was_given_and_what_is_expected()
    {
        await using var app = await McpTestApp.StartAsync([typeof(WireController)]);

        (await app.CallToolAsync("stars", new { stars = 9 })).Text().Should().Be(
            "400 Bad Request\n'stars' was given the number 9; expected an integer from 1 to 5. Nobody gives that many.");
    }

    [Fact]
    public async Task Ten_faults_are_told_and_the_names_once()
    {
        await using var app = await McpTestApp.StartAsync([typeof(WireController)]);
        var wrong = Enumerable.Range(0, 50_000).ToDictionary(number => $"wrong{number}", number => number);

        var deep = await app.CallToolAsync("ticket", new { lines = new object[] { wrong } });
        var flat = await app.CallToolAsync("ticket", wrong);

        deep.Text().Split('\n').Should().HaveCount(10);
        flat.Text().Split('\n').Should().HaveCount(11).And.Subject.Last().Should().Be("49990 more are wrong.");
        deep.Text().Split("it takes:").Should().HaveCount(2);
        flat.Text().Split("it takes:").Should().HaveCount(2);
    }
}
