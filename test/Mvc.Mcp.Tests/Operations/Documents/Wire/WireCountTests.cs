using System.Reflection;

namespace Mvc.Mcp.Tests.Operations.Documents.Wire;

/// <summary>How much of what a document can say is tried over the wire.</summary>
public class WireCountTests
{
    [Fact]
    public void At_least_120_requests_and_40_kinds_of_answers_are_tried()
    {
        (Cases<ParameterWireTests>() + Cases<BodyWireTests>() + Cases<LineWireTests>()).Should().BeGreaterThanOrEqualTo(120);
        Cases<AnswerWireTests>().Should().BeGreaterThanOrEqualTo(40);
    }

    private static int Cases<T>() => typeof(T).GetMethods()
        .Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
        .Sum(method => Math.Max(1, method.GetCustomAttributes<InlineDataAttribute>().Count()));
}
