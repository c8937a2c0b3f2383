using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.TestApi;

namespace Mvc.Mcp.Tests.TestApi;

public class EchoTests
{
    public static TheoryData<string> Flavors => [.. SwaggerFlavor.Names];

    [Theory]
    [MemberData(nameof(Flavors))]
    public async Task Arguments_made_from_a_tools_own_schema_reach_its_action_with_exactly_those_values(string flavor)
    {
        await using var server = await TestApiServer.StartAsync(flavor);
        await using var client = await server.ConnectAsync();
        var differences = new List<string>();
        var echoed = 0;

        // What the actions of /results answer is theirs, and a HEAD has no body.
        foreach (var tool in server.Contents.Tools.Where(tool => !tool.Operation.Path.StartsWith("/results") && tool.Request.Method != "HEAD"))
        {
            foreach (var (seed, onlyRequired) in new[] { (1, false), (2, false), (3, false), (4, true) })
            {
                var sent = new ArgumentGenerator(tool, seed).Generate(onlyRequired);
                var result = await client.CallToolAsync(
                    tool.Tool.Name, sent.ToDictionary(argument => argument.Key, argument => (object?)argument.Value));
                var text = string.Concat(result.Content.OfType<TextContentBlock>().Select(block => block.Text));
                var faults = result.IsError == true ? [text] : EchoComparison.Differences(sent, JsonNode.Parse(text)!.AsObject());
                differences.AddRange(faults.Select(fault => $"{tool.Tool.Name} {sent.ToJsonString()}: {fault}"));
                echoed++;
            }
        }

        differences.Should().BeEmpty();
        echoed.Should().BeGreaterThan(4 * 100);
    }

    [Fact]
    public async Task The_test_application_has_150_operations_and_each_becomes_a_tool()
    {
        // HEAD and OPTIONS are asked for.
        await using var server = await TestApiServer.StartAsync(options: options => options.Rules.Add(new() { Methods = ["HEAD", "OPTIONS"] }));
        server.Contents.Tools.Should().HaveCountGreaterThanOrEqualTo(150);
        server.Contents.Omitted.Should().BeEmpty();
    }
}
