using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Mvc.Mcp.Requests;

/// <summary>Writes JSON values as the text that a style of OpenAPI makes of them (RFC 6570 for most).</summary>
internal static class StyledText
{
    // Without those that end a value or the query, have a meaning of their own in a form, or may not stand there: #[]&+
    private const string Reserved = ":/?@!$'()*,;=";

    /// <summary>The value as it stands in a path, percent-encoded; null where there is nothing to write.</summary>
    public static string? InPath(ValueStyle style, string name, JsonElement value)
    {
        var key = Uri.EscapeDataString(name);
        return style.Format switch
        {
            ValueFormat.Label => Joined(style, value, style.Explode ? "." : ",", Encode) is { } label ? "." + label : null,
            ValueFormat.Matrix when style.Explode && value.ValueKind == JsonValueKind.Array =>
                string.Concat(Elements(value).Select(element => $";{key}={Encode(element)}")) is { Length: > 0 } each ? each : null,
            ValueFormat.Matrix when style.Explode && value.ValueKind == JsonValueKind.Object =>
                Joined(style, value, ";", Encode) is { } members ? ";" + members : null,
            ValueFormat.Matrix => Joined(style with { Explode = false }, value, ",", Encode) is { } all ? all.Length == 0 ? $";{key}" : $";{key}={all}" : null,
            ValueFormat.Json => Encode(Json(value)),
            ValueFormat.Simple => Joined(style, value, ",", Encode),
            _ => Joined(style, value, Encode(Delimiter(style.Format)), Encode),
        };
    }

    /// <summary>The value as it stands in a header, as it is; null where there is nothing to write.</summary>
    public static string? InHeader(ValueStyle style, JsonElement value) => style.Format == ValueFormat.Json
        ? Json(value)
        : Joined(style, value, Delimiter(style.Format), text => text);

    /// <summary>Adds what the value makes in a query, a form or cookies, percent-encoded; or notes that it is too much.</summary>
    public static void Write(ArgumentBinding argument, ValueStyle style, JsonElement value, FieldList fields, RequestLimits limits, ArgumentErrors errors)
    {
        foreach (var (name, text) in Pairs(style, argument.WireName, value, limits.MaxFieldName, style.AllowReserved ? EncodeAllButReserved : Encode))
        {
            if (fields.Add(name, text) is not { } expected)
                continue;
            ArgumentCoercion.Refuse(argument, value, expected, errors);
            return;
        }
    }

    /// <summary>The names and values that the value makes in a query, a form or cookies.</summary>
    /// <param name="style">How.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">The value.</param>
    /// <param name="maxName">How long a name may be; what is longer is the last that is made.</param>
    /// <param name="encode">How a name or a value is encoded there; the delimiters between values are not handed to it.</param>
    public static IEnumerable<KeyValuePair<string, string>> Pairs(ValueStyle style, string name, JsonElement value, int maxName, Func<string, string> encode)
    {
        if (style.Format == ValueFormat.Json)
        {
            return style.Explode
                ? StyledParts.Of(style, name, value, maxName).Select(part => KeyValuePair.Create(encode(part.Name), encode(part.Text)))
                : [new(encode(name), encode(Json(value)))];
        }
        if (style.Format == ValueFormat.DeepObject)
            return Deep(name, value, maxName).Select(pair => KeyValuePair.Create(encode(pair.Key), encode(pair.Value)));
        if (style.Explode && value.ValueKind == JsonValueKind.Array)
            return Elements(value).Select(element => KeyValuePair.Create(encode(name), encode(element)));
        if (style.Explode && value.ValueKind == JsonValueKind.Object)
            return Members(value).Select(member => KeyValuePair.Create(encode(member.Key), encode(member.Value)));
        var delimiter = style.Format == ValueFormat.Form ? "," : encode(Delimiter(style.Format));
        return Joined(style with { Explode = false }, value, delimiter, encode) is { } joined ? [new(encode(name), joined)] : [];
    }

    /// <summary>Percent-encodes the text.</summary>
    public static string Encode(string text) => Uri.EscapeDataString(text);

    /// <summary>Percent-encodes all but the reserved characters that cannot end the value, and what is encoded already.</summary>
    public static string EncodeAllButReserved(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '%' && at + 2 < text.Length && char.IsAsciiHexDigit(text[at + 1]) && char.IsAsciiHexDigit(text[at + 2]) ||
                Reserved.Contains(text[at], StringComparison.Ordinal))
            {
                result.Append(text[at]);
            }
            else
            {
                result.Append(Uri.EscapeDataString(char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? text.Substring(at++, 2) : text[at].ToString()));
            }
        }

        return result.ToString();
    }

    /// <summary>The JSON in ASCII alone, so that it can stand in a header.</summary>
    public static string Json(JsonElement value) => JsonSerializer.Serialize(value);

    private static string Delimiter(ValueFormat format) => format switch
    {
        ValueFormat.SpaceDelimited => " ",
        ValueFormat.PipeDelimited => "|",
        ValueFormat.TabDelimited => "\t",
        _ => ",",
    };

    private static string? Joined(ValueStyle style, JsonElement value, string delimiter, Func<string, string> encode)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                var elements = Elements(value).Select(encode).ToArray();
                return elements.Length == 0 ? null : string.Join(delimiter, elements);
            case JsonValueKind.Object:
                var members = Members(value).Select(member => encode(member.Key) + (style.Explode ? "=" : delimiter) + encode(member.Value)).ToArray();
                return members.Length == 0 ? null : string.Join(delimiter, members);
            default:
                return FieldWriter.Scalar(value) is { } text ? encode(text) : null;
        }
    }

    // What is null is not there (RFC 6570, section 2.3); what is nested has no text of its own, and is written as JSON.
    private static IEnumerable<string> Elements(JsonElement array) => array.EnumerateArray().Select(Text).OfType<string>();

    private static IEnumerable<KeyValuePair<string, string>> Members(JsonElement value)
    {
        foreach (var member in value.EnumerateObject())
        {
            if (Text(member.Value) is { } text)
                yield return new(member.Name, text);
        }
    }

    private static string? Text(JsonElement value) =>
        value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? Json(value) : FieldWriter.Scalar(value);

    private static IEnumerable<KeyValuePair<string, string>> Deep(string name, JsonElement value, int maxName) => value.ValueKind switch
    {
        // Names are made of those around them: whoever adds the field refuses one as long as this.
        _ when name.Length > maxName => [new(name, "")],
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Deep($"{name}[{member.Name}]", member.Value, maxName)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany((element, index) => Deep($"{name}[{index.ToString(CultureInfo.InvariantCulture)}]", element, maxName)),
        _ => FieldWriter.Scalar(value) is { } text ? [new(name, text)] : [],
    };
}
