using System.Runtime.InteropServices;
using System.Text.Json;

namespace Mvc.Mcp.Requests;

/// <summary>Finds text that is none: JSON can spell half of a character that takes two (<c>\ud83d</c>), and nothing can read it.</summary>
internal static class WholeText
{
    /// <summary>Whether every text and every name in <paramref name="value"/> is whole.</summary>
    public static bool Is(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
            return true;
        var raw = JsonMarshal.GetRawUtf8Value(value);
        return raw.IndexOf("\\u"u8) < 0 || Is(raw);
    }

    /// <summary>The same of JSON that has not been parsed.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static bool Is(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || !reader.ValueIsEscaped)
                continue;
            try
            {
                _ = reader.GetString();
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        }

        return true;
    }
}
