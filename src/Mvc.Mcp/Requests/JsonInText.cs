using System.Text;
using System.Text.Json;

namespace Mvc.Mcp.Requests;

/// <summary>
/// Reads JSON that a client gave as text, as models do. It is held to what the message is held to: no half characters, and no
/// name twice in an object, of which each reader takes another.
/// </summary>
internal static class JsonInText
{
    /// <summary>The value; null where the text is no such JSON.</summary>
    public static JsonElement? Parse(string text) => Utf8(text) is { } json ? JsonElement.Parse(json) : null;

    /// <summary>The same text in UTF-8; null where it is no such JSON.</summary>
    public static byte[]? Utf8(string text)
    {
        var json = Encoding.UTF8.GetBytes(text);
        try
        {
            return WholeText.Is(json) && UniqueNames.In(json) ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether the text would be JSON if a half of a character were not among it.</summary>
    public static bool HoldsHalf(string text) => Fails(text, static json => WholeText.Is(json));

    /// <summary>Whether the text would be JSON if a name were not twice in an object of it.</summary>
    public static bool RepeatsName(string text) => Fails(text, static json => !WholeText.Is(json) || UniqueNames.In(json));

    private static bool Fails(string text, Func<byte[], bool> passes)
    {
        if (text.AsSpan().TrimStart() is not ['{' or '[', ..])
            return false;
        try
        {
            return !passes(Encoding.UTF8.GetBytes(text));
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
