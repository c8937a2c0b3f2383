using Json.Schema;
using Xunit.Abstractions;

namespace Mvc.Mcp.Tests.Contract.RoundTrips;

/// <summary>
/// What fits the schema of a tool arrives in the action as it was sent, and what the action answers fits the schema that was
/// announced: by type, place and serializer.
/// </summary>
public class RoundTripTests(ITestOutputHelper output)
{
    private static readonly EvaluationOptions _withFormats = new() { RequireFormatValidation = true };

    public static TheoryData<string> Configurations => [.. SerializerConfiguration.All.Keys];

    [Theory]
    [MemberData(nameof(Configurations))]
    public async Task Values_arrive_as_they_were_sent_and_answers_are_what_was_announced(string configuration)
    {
        output.WriteLine($"seed {RoundTripRun.Seed}");

        var run = await RoundTripRun.OfAsync(configuration);

        output.WriteLine($"{run.Tools} tools, {run.Arrived} calls arrived");
        var newtonsoft = SerializerConfiguration.All[configuration].IsNewtonsoft;
        if (Unpromised.OutputsOf(configuration, newtonsoft) is { } withoutOutput)
            run.WithoutOutput.Should().BeEquivalentTo(withoutOutput);
        else
            run.Answers.Select(answered => answered.Name).Should().BeEquivalentTo(Unpromised.SingleValues(newtonsoft));
        run.OpenInput.Should().BeEquivalentTo(Unpromised.InputsOf(configuration, newtonsoft));
        string.Join('\n', run.Faults.Concat(run.Answers.SelectMany(WrongAnswers))).Should().BeEmpty();
        run.Tools.Should().BeGreaterThanOrEqualTo(120);
    }

    private static IEnumerable<string> WrongAnswers(AnsweredSchema answered)
    {
        var schema = JsonSchema.FromText(answered.Schema.GetRawText());
        return answered.Values.Where(value => !schema.Evaluate(value, _withFormats).IsValid).Select(value => $"{answered.Name} answered {value.GetRawText()}\n    {answered.Schema.GetRawText()}");
    }
}
