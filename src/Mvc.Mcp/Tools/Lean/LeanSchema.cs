using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Mvc.Mcp.Tools.Lean;

/// <summary>
/// Takes from a schema what costs a model tokens and tells it nothing: every tool's definition stands in its context from
/// the first word to the last.
/// </summary>
internal static class LeanSchema
{
    // What attributes say for "no limit": [Range(1, int.MaxValue)]. A decimal has room for less than a double.
    private const double DecimalEnd = 7.9e28;

    private static readonly HashSet<string> _neverEmpty = new(StringComparer.Ordinal)
    {
        "date", "date-time", "email", "ipv4", "ipv6", "time", "uri", "uuid",
    };

    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Makes the input schema of a tool lean, in place: all that it refuses, the type of a value or another keyword refuses
    /// still.
    /// </summary>
    public static void Input(JsonObject schema, string tool)
    {
        foreach (var (member, part) in SchemaParts.Of(schema).ToArray())
        {
            DropNumberFormat(part);
            DropCounts(part);
            DropRepeatedName(member, part);
        }

        foreach (var (name, argument) in schema["properties"] as JsonObject ?? [])
        {
            if (argument!["description"] is JsonValue description && NamedAlready.Says(name, description.GetValue<string>(), tool))
                argument.AsObject().Remove("description");
        }
    }

    /// <summary>Makes an output schema lean, in place.</summary>
    public static void Output(JsonObject schema)
    {
        foreach (var (member, part) in SchemaParts.Of(schema).ToArray())
            DropRepeatedName(member, part);
    }

    /// <summary>Takes from a schema all that is only for reading, in place.</summary>
    public static void DropText(JsonObject schema)
    {
        foreach (var (_, part) in SchemaParts.Of(schema).ToArray())
        {
            foreach (var keyword in new[] { "title", "description", "examples", "default", "deprecated" })
                part.Remove(keyword);
        }
    }

    // No model needs to know how many bits an integer has: a value beyond them is told in the error, with the range.
    private static void DropNumberFormat(JsonObject part)
    {
        if (part["format"] is not JsonValue value || !IsNumber(part["type"]))
            return;
        var (least, most) = value.GetValue<string>() switch
        {
            "int32" => (int.MinValue, int.MaxValue),
            "int64" => (long.MinValue, long.MaxValue),
            "float" => (float.MinValue, float.MaxValue),
            "double" or "decimal" => (-DecimalEnd, DecimalEnd),
            _ => (double.NegativeInfinity, double.PositiveInfinity),
        };
        if (double.IsInfinity(most))
            return;
        part.Remove("format");
        if (Number(part, "minimum") <= least)
            part.Remove("minimum");
        if (Number(part, "maximum") >= most)
            part.Remove("maximum");
    }

    private static void DropCounts(JsonObject part)
    {
        foreach (var keyword in new[] { "minLength", "minItems", "minProperties" })
        {
            if (Number(part, keyword) is 0)
                part.Remove(keyword);
        }

        foreach (var keyword in new[] { "maxLength", "maxItems", "maxProperties" })
        {
            if (Number(part, keyword) >= int.MaxValue)
                part.Remove(keyword);
        }

        if (Number(part, "minLength") is 1 &&
            (part["pattern"] is JsonValue pattern && RefusesEmpty(pattern.GetValue<string>()) ||
             part["format"] is JsonValue format && _neverEmpty.Contains(format.GetValue<string>())))
        {
            part.Remove("minLength");
        }
    }

    private static bool RefusesEmpty(string pattern)
    {
        try
        {
            return !Regex.IsMatch("", pattern, RegexOptions.None, _patience);
        }
        catch (Exception exception) when (exception is ArgumentException or RegexMatchTimeoutException)
        {
            // It is JavaScript's, and not .NET's.
            return false;
        }
    }

    private static void DropRepeatedName(string? member, JsonObject part)
    {
        if (member is not null && part["description"] is JsonValue description && NamedAlready.Says(member, description.GetValue<string>()))
            part.Remove("description");
    }

    private static bool IsNumber(JsonNode? type) => type switch
    {
        JsonArray several => several.Any(IsNumber),
        JsonValue one => one.GetValue<string>() is "integer" or "number",
        _ => false,
    };

    private static double? Number(JsonObject part, string keyword) =>
        part[keyword] is JsonValue value && double.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
