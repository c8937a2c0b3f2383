using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Results;

/// <summary>
/// Writes what <see cref="ResultReader"/> would make of the most usual response, JSON in UTF-8, from the bytes that MVC wrote:
/// neither a string nor a tree is made of them.
/// </summary>
internal readonly ref struct ResultWriter
{
    private readonly ReadOnlySpan<byte> _body;
    private readonly string? _location;
    private readonly ResultContent _content;
    private readonly bool _wrap;

    private ResultWriter(ReadOnlySpan<byte> body, string? location, ResultContent content, bool wrap)
    {
        _body = body;
        _location = location;
        _content = content;
        _wrap = wrap;
    }

    /// <summary>Looks at <paramref name="response"/>; false where it has to be read.</summary>
    public static bool TryCreate(ToolDefinition operation, ActionResponse response, string? protocolVersion, out ResultWriter writer)
    {
        writer = default;
        if (response.StatusCode is < 200 or >= 300 || response.Body.IsEmpty || operation.Operation.IsForeign)
            return false;
        var type = MediaType.Of(operation, response);
        if (type.Kind != MediaKind.Json || type.Encoding is not UTF8Encoding)
            return false;
        var body = type.WithoutMark(response.Body.Span);
        var content = operation.Options.ResultContent;
        // An event is one line, and what stands in it as JSON has to be that.
        if (!Utf8.IsValid(body) || (content != ResultContent.Text && (body.IndexOfAny((byte)'\n', (byte)'\r') >= 0 || !MediaType.IsWholeJson(body))))
            return false;
        var anyValue = ProtocolVersion.AllowsAnyStructuredContent(protocolVersion);
        var wrap = !anyValue && operation.WrapResult;
        if (!anyValue && !wrap && content != ResultContent.Text && body.TrimStart(" \t"u8) is not [(byte)'{', ..])
        {
            if (content == ResultContent.Structured)
                return false;
            content = ResultContent.Text;
        }

        writer = new(body, ResultReader.LocationOf(response), content, wrap);
        return true;
    }

    /// <summary>Writes the members of the result into an object that is open.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartArray("content"u8);
        if (_content != ResultContent.Structured)
            WriteText(json, _body);
        if (_location is not null)
            WriteText(json, Encoding.UTF8.GetBytes(_location));
        json.WriteEndArray();
        if (_content == ResultContent.Text)
            return;
        json.WritePropertyName("structuredContent"u8);
        if (_wrap)
        {
            json.WriteStartObject();
            json.WritePropertyName("result"u8);
        }

        json.WriteRawValue(_body, skipInputValidation: true);
        if (_wrap)
            json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> text)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "text"u8);
        json.WriteString("text"u8, text);
        json.WriteEndObject();
    }
}
