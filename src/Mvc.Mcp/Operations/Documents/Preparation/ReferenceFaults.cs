using System.Text.Json.Nodes;

namespace Mvc.Mcp.Operations.Documents.Preparation;

/// <summary>Finds the operations that need what the document does not have: another document, or a part that is missing.</summary>
internal sealed class ReferenceFaults(JsonObject root)
{
    private readonly Dictionary<string, string[]> _references = new(StringComparer.Ordinal);

    /// <summary>Why an operation cannot be made a tool; null where nothing is missing.</summary>
    /// <param name="parts">What describes its request and answers.</param>
    public string? Of(IEnumerable<JsonNode?> parts)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Queue<string>(parts.SelectMany(In));
        while (pending.TryDequeue(out var reference))
        {
            if (!seen.Add(reference))
                continue;
            if (!reference.StartsWith('#'))
                return $"It refers to '{reference}': references to other documents are not followed.";
            if (Missing(reference))
                return $"It refers to '{reference}', which the document does not have.";
            foreach (var next in Behind(reference))
                pending.Enqueue(next);
        }

        return null;
    }

    // A missing schema is told as anything; without a parameter or a body no call can be made.
    private bool Missing(string reference) =>
        JsonPointer.Parse(reference) is { } path &&
        (path is ["components", "parameters" or "requestBodies", _] or ["parameters", _]) &&
        JsonPointer.Find(root, path) is not JsonObject;

    private string[] Behind(string reference)
    {
        if (!_references.TryGetValue(reference, out var behind))
        {
            // Taken at once: a part may refer to itself.
            _references[reference] = [];
            _references[reference] = behind = JsonPointer.Parse(reference) is { } path ? [.. In(JsonPointer.Find(root, path)).Distinct()] : [];
        }

        return behind;
    }

    private static IEnumerable<string> In(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(member =>
            member.Key == "$ref" && member.Value is JsonValue value && value.TryGetValue(out string? reference) ? [reference]
            : member.Key is "example" or "examples" or "default" or "enum" || member.Key.StartsWith("x-", StringComparison.Ordinal) ? []
            : In(member.Value)),
        JsonArray list => list.SelectMany(In),
        _ => [],
    };
}
