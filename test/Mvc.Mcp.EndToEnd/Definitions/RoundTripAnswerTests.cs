using System.Text.Json;
using Mvc.Mcp.EndToEnd.Clients;
using Mvc.Mcp.Tests.Contract.RoundTrips;

namespace Mvc.Mcp.EndToEnd.Definitions;

/// <summary>Every answer under every serializer is one that the official TypeScript client takes.</summary>
public class RoundTripAnswerTests
{
    [SkippableFact]
    public async Task Answers_are_valid_by_what_was_announced_as_the_official_client_checks_it()
    {
        Node.Require();
        var answers = new List<object>();
        foreach (var name in SerializerConfiguration.All.Keys)
        {
            var run = await RoundTripRun.OfAsync(name);
            answers.AddRange(run.Answers.Select(answered => new { name = $"{name}: {answered.Name}", schema = answered.Schema, values = answered.Values }));
        }

        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(answers));
            var result = await Node.RunAsync(Repository.PathTo("test", "Mvc.Mcp.EndToEnd", "Definitions", "answers.mjs"), [file]);
            result.Succeeded().Trim().Should().Be($"{answers.Count} schemas");
        }
        finally
        {
            File.Delete(file);
        }

        answers.Should().HaveCountGreaterThan(12 * 120);
    }
}
