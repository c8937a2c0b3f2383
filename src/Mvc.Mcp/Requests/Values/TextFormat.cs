using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Mvc.Mcp.Requests.Values;

/// <summary>The formats of texts that a call is held to, because another spelling would be read as another value, or not at all.</summary>
internal static class TextFormat
{
    private static readonly string[] _times = ["HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF"];

    /// <summary>Whether a text is in the format; formats that are not known here take any text.</summary>
    public static bool IsIn(string format, JsonElement text) => format switch
    {
        "uuid" => text.TryGetGuid(out _),
        "date" => DateOnly.TryParseExact(text.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "date-time" => text.TryGetDateTimeOffset(out _) || text.TryGetDateTime(out _),
        "time" => IsTime(text.GetString()!),
        "byte" => IsBase64(text),
        _ => true,
    };

    /// <summary>The same identifier as it is usually spelt; null where it is none.</summary>
    public static JsonElement? Mend(string format, JsonElement text) =>
        format == "uuid" && Guid.TryParse(text.GetString(), CultureInfo.InvariantCulture, out var id) ? JsonSerializer.SerializeToElement(id) : null;

    /// <summary>What a text in the format is, in words, with an example.</summary>
    public static string Words(string? format) => format switch
    {
        "uuid" => "a UUID such as \"3fa85f64-5717-4562-b3fc-2c963f66afa6\"",
        "date" => "a date such as \"2026-01-31\"",
        "date-time" => "a date and time such as \"2026-01-31T13:45:00Z\"",
        "time" => "a time such as \"13:45:00\"",
        "byte" => "a string in base64",
        "email" => "an e-mail address",
        "uri" => "a URI such as \"https://example.com/a\"",
        null => "a string",
        _ => $"a string in the format {format}",
    };

    private static bool IsTime(string text)
    {
        var offset = text.AsSpan().IndexOfAny('Z', 'z', '+') is var at and > 0 ? at : text.LastIndexOf('-') is var minus and > 0 ? minus : text.Length;
        return TimeOnly.TryParseExact(text.AsSpan(0, offset), _times, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
    }

    private static bool IsBase64(JsonElement text)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text)[1..^1];
        return raw.Contains((byte)'\\') ? text.TryGetBytesFromBase64(out _) : System.Buffers.Text.Base64.IsValid(raw);
    }
}
