using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Mvc.Mcp.Requests;

/// <summary>A file that a client sent inside the JSON of its arguments.</summary>
/// <param name="FileName">Its name; null where the client gave none.</param>
/// <param name="ContentType">Its media type; null where the client gave none.</param>
/// <param name="Data">Its bytes.</param>
internal sealed record FileArgument(string? FileName, string? ContentType, byte[] Data)
{
    private static readonly SearchValues<char> _notInNames = SearchValues.Create("\r\n\0\"/\\");

    /// <summary>
    /// Reads <c>{ "fileName", "contentType", "data": base64 }</c>, the same as JSON text, a data URI, or plain base64; or
    /// notes what is wrong.
    /// </summary>
    public static bool TryRead(ArgumentBinding argument, JsonElement value, ArgumentErrors errors, [NotNullWhen(true)] out FileArgument? file)
    {
        file = value.ValueKind switch
        {
            JsonValueKind.Object => FromObject(value),
            JsonValueKind.String => FromText(value.GetString()!),
            _ => null,
        };
        if (file is null)
        {
            ArgumentCoercion.Refuse(argument, value, ArgumentCoercion.Expectation(argument), errors);
            return false;
        }

        // A name is sent as a name, never as a path or as the end of a header.
        if (file.FileName is { } name && name.AsSpan().ContainsAny(_notInNames))
        {
            errors.Add($"'{argument.Name}' was given the file name '{name.ReplaceLineEndings(" ")}'; expected one without quotes, slashes, null characters and ends of lines.");
            return false;
        }

        if (file.ContentType is { } type && !System.Net.Http.Headers.MediaTypeHeaderValue.TryParse(type, out _))
        {
            errors.Add($"'{argument.Name}' was given the contentType '{type.ReplaceLineEndings(" ")}'; expected a media type such as 'image/png'.");
            return false;
        }

        return true;
    }

    private static FileArgument? FromObject(JsonElement value)
    {
        // A misspelt name would be a name left out.
        if (!value.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.String || !value.EnumerateObject().All(IsKnown))
            return null;
        var text = data.GetString()!;
        var inner = text.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? FromDataUri(text) : FromBase64(text);
        return inner is null
            ? null
            : new FileArgument(Text(value, "fileName"), Text(value, "contentType") ?? inner.ContentType, inner.Data);
    }

    private static FileArgument? FromText(string text)
    {
        if (text.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
            return FromDataUri(text);
        if (!text.AsSpan().TrimStart().StartsWith("{"))
            return FromBase64(text);
        return JsonInText.Parse(text) is { } value ? FromObject(value) : null;
    }

    // RFC 2397: data:[<media type>][;base64],<data>
    private static FileArgument? FromDataUri(string uri)
    {
        var comma = uri.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0)
            return null;
        var head = uri[5..comma];
        var isBase64 = head.EndsWith(";base64", StringComparison.OrdinalIgnoreCase);
        var type = isBase64 ? head[..^7] : head;
        // Parameters alone, such as ;charset=utf-8, are those of text.
        var contentType = type.Length == 0 || type[0] == ';' ? "text/plain" + type : type;
        if (!isBase64)
            return new FileArgument(null, contentType, System.Text.Encoding.UTF8.GetBytes(Uri.UnescapeDataString(uri[(comma + 1)..])));
        return FromBase64(uri[(comma + 1)..]) is { } file ? file with { ContentType = contentType } : null;
    }

    private static FileArgument? FromBase64(string text)
    {
        // Lines may be broken; words are no base64, however well they would read as such.
        if (text.Contains(' ', StringComparison.Ordinal))
            return null;
        var bytes = new byte[text.Length * 3 / 4 + 3];
        return Convert.TryFromBase64String(text, bytes, out var written) ? new FileArgument(null, null, bytes[..written]) : null;
    }

    private static bool IsKnown(JsonProperty member) =>
        member.Name is "data" or "fileName" or "contentType" && member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Null;

    private static string? Text(JsonElement value, string name) =>
        value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
