using System.Text.Json.Nodes;

namespace Mvc.Mcp.Results;

/// <summary>
/// Recognizes what the readers of JSON say of a body: it names types and positions, which mean nothing to a caller.
/// </summary>
internal static class ReaderText
{
    private const string InItsPlace = "The value cannot be read.";

    /// <summary>Whether a message is a reader's.</summary>
    public static bool Is(string message) =>
        // System.Text.Json and Json.NET end in where they stopped.
        message.Contains("| LineNumber: ", StringComparison.Ordinal) ||
        message.Contains(", line ", StringComparison.Ordinal) && message.Contains(", position ", StringComparison.Ordinal) ||
        message.Contains("JSON deserialization for type '", StringComparison.Ordinal) ||
        message.Contains("could not be converted to ", StringComparison.Ordinal) ||
        message.Contains("to type 'System.", StringComparison.Ordinal);

    /// <summary>Replaces every such text in a body of the application's own shape; false where there is none.</summary>
    public static bool Replace(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                return members.ToArray().Aggregate(false, (any, member) => Replace(member.Value, text => members[member.Key] = text) | any);
            case JsonArray elements:
                return Enumerable.Range(0, elements.Count).Aggregate(false, (any, index) => Replace(elements[index], text => elements[index] = text) | any);
            default:
                return false;
        }
    }

    private static bool Replace(JsonNode? node, Action<string> replace)
    {
        if (node is not JsonValue value || !value.TryGetValue(out string? text))
            return Replace(node);
        if (!Is(text))
            return false;
        replace(InItsPlace);
        return true;
    }
}
