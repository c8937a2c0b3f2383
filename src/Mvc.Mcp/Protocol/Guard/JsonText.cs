using System.Text.Json;

namespace Mvc.Mcp.Protocol.Guard;

/// <summary>Finds text that JSON's grammar allows and Unicode does not.</summary>
internal static class JsonText
{
    /// <summary>
    /// Whether no string of <paramref name="json"/> escapes half a surrogate pair, which would fail wherever it
    /// is read first. What is not JSON at all is left to the parser.
    /// </summary>
    public static bool HasWholeCharacters(ReadOnlySpan<byte> json)
    {
        // Surrogates are \uD800 to \uDFFF; most bodies have none, and finding that out costs next to nothing.
        if (json.IndexOf(@"\ud"u8) < 0 && json.IndexOf(@"\uD"u8) < 0)
            return true;

        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                    reader.GetString();
            }
        }
        catch (InvalidOperationException)
        {
            return false;
        }
        catch (JsonException)
        {
            return true;
        }

        return true;
    }
}
