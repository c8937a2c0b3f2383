using System.Text.Json;
using System.Text.Json.Nodes;
using Mvc.Mcp.Operations.Documents.Preparation;

namespace Mvc.Mcp.Operations.Documents;

/// <summary>Reads the text of a document, JSON or YAML, into JSON.</summary>
internal static class DocumentSyntax
{

    /// <summary>How deep a document may be nested.</summary>
    public const int MaxDepth = 128;

    /// <summary>Reads the text.</summary>
    /// <exception cref="FormatException">It is neither; the message says why.</exception>
    public static JsonObject Read(ReadOnlySpan<byte> text, PreparationNotes notes)
    {
        if (text.StartsWith("\uFEFF"u8))
            text = text[3..];
        var start = text.IndexOfAnyExcept(" \t\r\n"u8);
        try
        {
            var root = FromJson(start >= 0 && text[start] == (byte)'{' ? text : YamlText.ToJson(text), notes);
            return root as JsonObject ?? throw new FormatException("it is no object.");
        }
        catch (JsonException exception)
        {
            throw new FormatException(exception.Message, exception);
        }
    }

    private static JsonNode? FromJson(ReadOnlySpan<byte> text, PreparationNotes notes)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = MaxDepth });
        using var document = JsonDocument.ParseValue(ref reader);
        return Node(document.RootElement, "#", notes);
    }

    private static JsonNode? Node(JsonElement element, string where, PreparationNotes notes)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var map = new JsonObject();
                foreach (var member in element.EnumerateObject())
                {
                    if (map.ContainsKey(member.Name))
                        notes.Add($"The name '{member.Name}' stands there twice, and the last one counts", where);
                    map[member.Name] = Node(member.Value, $"{where}/{JsonPointer.Escape(member.Name)}", notes);
                }

                return map;
            case JsonValueKind.Array:
                return new JsonArray([.. element.EnumerateArray().Select((item, index) => Node(item, $"{where}/{index}", notes))]);
            case JsonValueKind.Null:
                return null;
            default:
                return JsonValue.Create(element.Clone());
        }
    }
}
