using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mvc.Mcp.Tests.TestApi;

/// <summary>Compares what a client sent with what an action says it got.</summary>
internal static class EchoComparison
{
    /// <summary>Where the two differ; empty where the action got exactly what was sent.</summary>
    public static IEnumerable<string> Differences(JsonObject sent, JsonObject got) =>
        Compare("$", Nest(sent), got);

    // A form or a query calls a member of an object Place.City; the action answers the object.
    private static JsonObject Nest(JsonObject arguments)
    {
        var nested = new JsonObject();
        foreach (var (name, value) in arguments)
        {
            var into = nested;
            var segments = name.Split('.');
            foreach (var segment in segments[..^1])
            {
                into[segment] ??= new JsonObject();
                into = into[segment]!.AsObject();
            }

            into[segments[^1]] = value?.DeepClone();
        }

        return nested;
    }

    private static IEnumerable<string> Compare(string path, JsonNode? sent, JsonNode? got) => (sent, got) switch
    {
        (JsonObject one, JsonObject other) => one.SelectMany(member => Compare(
            $"{path}.{member.Key}",
            member.Value,
            other.FirstOrDefault(candidate => string.Equals(candidate.Key, member.Key, StringComparison.OrdinalIgnoreCase)).Value)),
        (JsonArray one, JsonArray other) when one.Count == other.Count =>
            one.Zip(other).SelectMany((pair, index) => Compare($"{path}[{index}]", pair.First, pair.Second)),
        _ => Same(sent, got) ? [] : [$"{path}: sent {Show(sent)}, got {Show(got)}"],
    };

    private static bool Same(JsonNode? sent, JsonNode? got)
    {
        if (JsonNode.DeepEquals(sent, got))
            return true;
        if (sent?.GetValueKind() == JsonValueKind.Number && got?.GetValueKind() == JsonValueKind.Number)
            return double.Parse(sent.ToJsonString(), CultureInfo.InvariantCulture).Equals(double.Parse(got.ToJsonString(), CultureInfo.InvariantCulture));
        // The same moment may be written as Z or as +00:00.
        return sent?.GetValueKind() == JsonValueKind.String && got?.GetValueKind() == JsonValueKind.String &&
            DateTimeOffset.TryParse(sent.GetValue<string>(), CultureInfo.InvariantCulture, out var one) &&
            DateTimeOffset.TryParse(got.GetValue<string>(), CultureInfo.InvariantCulture, out var other) && one == other;
    }

    private static string Show(JsonNode? value) => value?.ToJsonString() ?? "nothing";
}
