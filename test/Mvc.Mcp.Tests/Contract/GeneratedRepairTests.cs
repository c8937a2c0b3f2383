using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Tests.TestApi;

namespace Mvc.Mcp.Tests.Contract;

/// <summary>Every call that is one slip away from a right one is refused with where, what and what else; none changes what it says.</summary>
public class GeneratedRepairTests
{
    [Fact]
    public async Task A_thousand_wrong_calls_are_told_what_to_mend_and_none_runs_with_another_value()
    {
        await using var server = await TestApiServer.StartAsync();
        await using var client = await server.ConnectAsync();
        var made = new Dictionary<string, int>();
        var faults = new List<string>();

        foreach (var tool in server.Contents.Tools.Where(tool => !tool.Operation.Path.StartsWith("/results") && tool.Request.Method != "HEAD"))
        {
            var right = new ArgumentGenerator(tool, seed: 1).Generate(onlyRequired: false);
            foreach (var wrong in new WrongCalls(JsonNode.Parse(tool.Tool.InputSchema.GetRawText())!.AsObject()).Of(right))
            {
                made[wrong.Kind] = made.GetValueOrDefault(wrong.Kind) + 1;
                var result = await client.CallToolAsync(
                    tool.Tool.Name, wrong.Arguments.ToDictionary(argument => argument.Key, argument => (object?)argument.Value));
                var text = string.Join('\n', result.Content.OfType<TextContentBlock>().Select(block => block.Text));
                if (Repair.FaultOf(wrong, result.IsError == true, text) is { } fault)
                    faults.Add($"{tool.Tool.Name}, {wrong.Kind} of {wrong.Name}: {fault}: {text}\n    {wrong.Arguments.ToJsonString()}");
            }
        }

        string.Join('\n', faults).Should().BeEmpty();
        made.Values.Sum().Should().BeGreaterThanOrEqualTo(1000, JsonSerializer.Serialize(made));
        made.Keys.Should().BeEquivalentTo(Repair.Kinds, JsonSerializer.Serialize(made));
    }
}
