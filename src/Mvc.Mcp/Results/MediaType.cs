using System.Text;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Results;

/// <summary>The content type of a response, as far as it decides what the result is.</summary>
/// <param name="Kind">What it is to a model.</param>
/// <param name="Name">The type without parameters; null where the response names none.</param>
/// <param name="Encoding">How text is encoded.</param>
internal readonly record struct MediaType(MediaKind Kind, string? Name, Encoding Encoding)
{
    /// <summary>Reads a <c>Content-Type</c> header.</summary>
    public static MediaType Parse(string? contentType, ReadOnlySpan<byte> body)
    {
        // The one that nearly every action sends is not worth taking apart.
        if (contentType == "application/json; charset=utf-8")
            return new MediaType(MediaKind.Json, "application/json", Encoding.UTF8);
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type))
            return new MediaType(System.Text.Unicode.Utf8.IsValid(body) ? MediaKind.Text : MediaKind.Binary, null, Encoding.UTF8);
        var name = type.MediaType.Value!;
        var kind = KindOf(type, name);
        if (EncodingOf(type) is { } encoding)
            return new MediaType(kind, name, encoding);
        // A charset that nobody here can read: if it is not UTF-8 all the same, its bytes are all that can be given.
        var isText = kind is not (MediaKind.Json or MediaKind.Text or MediaKind.Events) || System.Text.Unicode.Utf8.IsValid(body);
        return new MediaType(isText ? kind : MediaKind.Binary, name, Encoding.UTF8);
    }

    /// <summary>The type of a response; what an API that is somebody else's sends as JSON is JSON, whatever it calls it.</summary>
    public static MediaType Of(ToolDefinition operation, ActionResponse response)
    {
        var body = response.Body.Span;
        var type = Parse(response.Headers.ContentType, body);
        return operation.Operation.IsForeign && type.Kind is MediaKind.Text or MediaKind.Binary && IsJson(type.WithoutMark(body)) ? type with { Kind = MediaKind.Json } : type;
    }

    // A text that happens to be a number or a quoted word stays a text.
    private static bool IsJson(ReadOnlySpan<byte> body)
    {
        body = body.TrimStart(" \t\r\n"u8);
        return body is [(byte)'{' or (byte)'[', ..] && IsWholeJson(body);
    }

    /// <summary>Whether <paramref name="body"/> is one JSON value.</summary>
    public static bool IsWholeJson(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The text of <paramref name="body"/>.</summary>
    public string TextOf(ReadOnlySpan<byte> body) => Encoding.GetString(WithoutMark(body));

    /// <summary>Leaves out the mark of byte order that text from a file may begin with: it is no part of the text.</summary>
    public ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> body) =>
        Encoding.Preamble is { Length: > 0 } mark && body.StartsWith(mark) ? body[mark.Length..] : body;

    private static Encoding? EncodingOf(MediaTypeHeaderValue type)
    {
        if (!type.Charset.HasValue)
            return Encoding.UTF8;
        try
        {
            return type.Encoding;
        }
        catch (NotSupportedException)
        {
            // UTF-7, which .NET knows and refuses.
            return null;
        }
    }

    private static MediaKind KindOf(MediaTypeHeaderValue type, string name)
    {
        if (type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase) || Is(name, "application/json") || Is(name, "text/json"))
            return MediaKind.Json;
        if (Is(name, "text/event-stream"))
            return MediaKind.Events;
        if (type.Type.Equals("image", StringComparison.OrdinalIgnoreCase))
            return MediaKind.Image;
        if (type.Type.Equals("audio", StringComparison.OrdinalIgnoreCase))
            return MediaKind.Audio;
        return type.Type.Equals("text", StringComparison.OrdinalIgnoreCase) ||
            type.Suffix.Equals("xml", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("yaml", StringComparison.OrdinalIgnoreCase) ||
            Is(name, "application/xml") || Is(name, "application/yaml") || Is(name, "application/javascript") ||
            Is(name, "application/x-ndjson") || Is(name, "application/x-www-form-urlencoded")
            ? MediaKind.Text
            : MediaKind.Binary;
    }

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
