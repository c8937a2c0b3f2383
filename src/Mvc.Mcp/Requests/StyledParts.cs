using System.Text.Json;

namespace Mvc.Mcp.Requests;

/// <summary>Writes a value as parts of a multipart form (OpenAPI 3.1, section 4.8.15): an object is JSON, each element of an array a part.</summary>
internal static class StyledParts
{
    /// <summary>The parts.</summary>
    /// <param name="style">How the document wants them.</param>
    /// <param name="name">The field's name.</param>
    /// <param name="value">The value.</param>
    /// <param name="maxName">How long a name may be; what is longer is the last that is made.</param>
    public static IEnumerable<(string Name, string Text, string? ContentType)> Of(ValueStyle style, string name, JsonElement value, int maxName)
    {
        if (style.Format != ValueFormat.Json)
            return StyledText.Pairs(style, name, value, maxName, text => text).Select(pair => (pair.Key, pair.Value, (string?)null));
        return value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Where(element => element.ValueKind != JsonValueKind.Null).Select(element => One(style, name, element))
            : [One(style, name, value)];
    }

    private static (string Name, string Text, string? ContentType) One(ValueStyle style, string name, JsonElement value) =>
        value.ValueKind is JsonValueKind.Object or JsonValueKind.Array || style.ContentType is not null && style.ContentType.EndsWith("json", StringComparison.OrdinalIgnoreCase)
            ? (name, value.GetRawText(), style.ContentType ?? "application/json")
            : (name, FieldWriter.Scalar(value) ?? "", style.ContentType);
}
