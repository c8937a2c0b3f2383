using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Mvc.Mcp.Execution.InProcess;

namespace Mvc.Mcp.Tests.Execution;

/// <summary>The headers of a call are those of the framework in every respect but speed.</summary>
public class HeaderTests
{
    private static readonly string[] _names = ["Accept", "ACCEPT", "Content-Length", "Set-Cookie", "x", "X", "Y"];
    private static readonly StringValues[] _values = [StringValues.Empty, "", "1", "-1", "text", new(["a", "b"])];

    private static readonly Func<IHeaderDictionary, Random, object?>[] _operations =
    [
        (headers, random) => headers[Name(random)] = Value(random),
        (headers, random) => headers[Name(random)].ToString(),
        (headers, random) => ((IDictionary<string, StringValues>)headers)[Name(random)].ToString(),
        (headers, random) =>
        {
            headers.Add(new KeyValuePair<string, StringValues>(Name(random), Value(random)));
            return null;
        },
        (headers, random) => headers.Remove(Name(random)),
        (headers, random) => headers.Remove(new KeyValuePair<string, StringValues>(Name(random), Value(random))),
        (headers, random) => headers.ContainsKey(Name(random)),
        (headers, random) => headers.Contains(new KeyValuePair<string, StringValues>(Name(random), Value(random))),
        (headers, random) => headers.TryGetValue(Name(random), out var value) + value.ToString(),
        (headers, _) => headers.ContentLength,
        (headers, random) => headers.ContentLength = random.Next(3) == 0 ? null : random.Next(100),
        (headers, random) =>
        {
            if (random.Next(20) == 0)
                headers.Clear();
            return headers.Count;
        },
    ];

    [Fact]
    public void Whatever_is_done_to_them_they_are_as_the_frameworks()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            IHeaderDictionary ours = new CallHeaders();
            IHeaderDictionary theirs = new HeaderDictionary();
            var (random, same) = (new Random(seed), new Random(seed));
            for (var step = 0; step < 60; step++)
            {
                var operation = random.Next(_operations.Length);
                same.Next(_operations.Length);
                Outcome(ours, random, operation).Should().Be(Outcome(theirs, same, operation), $"of operation {operation} in step {step} with seed {seed}");
                Sorted(ours).Should().Equal(Sorted(theirs));
                ours.Keys.Should().BeEquivalentTo(theirs.Keys);
                ours.Values.Should().HaveCount(theirs.Count);
            }
        }
    }

    [Fact]
    public void They_cannot_be_changed_once_they_are_sent()
    {
        IHeaderDictionary headers = new CallHeaders { ["x"] = "1" };
        ((CallHeaders)headers).IsReadOnly = true;
        Action[] changes = [() => headers["x"] = "2", () => headers.Append("y", "1"), () => headers.Add(new KeyValuePair<string, StringValues>("y", "1")), () => headers.Remove("x"), headers.Clear, () => headers.ContentLength = 1];

        foreach (var change in changes)
            change.Should().Throw<InvalidOperationException>();
        headers["x"].ToString().Should().Be("1");
        headers.Count.Should().Be(1);
    }

    private static object? Outcome(IHeaderDictionary headers, Random random, int operation)
    {
        try
        {
            return _operations[operation](headers, random);
        }
        catch (Exception exception) when (exception is ArgumentException or KeyNotFoundException)
        {
            return exception.GetType();
        }
    }

    private static IEnumerable<string> Sorted(IHeaderDictionary headers) =>
        headers.Select(header => $"{header.Key.ToUpperInvariant()}: {string.Join('|', header.Value.ToArray())}").Order(StringComparer.Ordinal);

    private static string Name(Random random) => _names[random.Next(_names.Length)];

    private static StringValues Value(Random random) => _values[random.Next(_values.Length)];
}
