using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Mvc.Mcp.Schemas;

/// <summary>
/// Writes what validation attributes say. MVC takes those of a record from its constructor's parameters, where Swashbuckle
/// does not look.
/// </summary>
internal static class ValidationKeywords
{
    /// <summary>Adds to <paramref name="schema"/> what it does not say yet.</summary>
    public static void Write(JsonObject schema, IEnumerable<object> attributes)
    {
        foreach (var attribute in attributes)
            Write(schema, attribute);
    }

    private static void Write(JsonObject schema, object attribute)
    {
        var (fewest, most) = IsArray(schema) ? ("minItems", "maxItems") : ("minLength", "maxLength");
        switch (attribute)
        {
            case RangeAttribute range:
                Add(schema, range.MinimumIsExclusive ? "exclusiveMinimum" : "minimum", Number(range.Minimum));
                Add(schema, range.MaximumIsExclusive ? "exclusiveMaximum" : "maximum", Number(range.Maximum));
                break;
            case StringLengthAttribute length:
                Add(schema, "maxLength", length.MaximumLength);
                if (length.MinimumLength > 0)
                    Add(schema, "minLength", length.MinimumLength);
                break;
            case LengthAttribute length:
                Add(schema, fewest, length.MinimumLength);
                Add(schema, most, length.MaximumLength);
                break;
            case MinLengthAttribute length:
                Add(schema, fewest, length.Length);
                break;
            case MaxLengthAttribute { Length: > 0 } length:
                Add(schema, most, length.Length);
                break;
            case RegularExpressionAttribute expression:
                Add(schema, "pattern", expression.Pattern);
                break;
        }
    }

    private static void Add(JsonObject schema, string keyword, JsonNode? value)
    {
        if (value is not null)
            schema.TryAdd(keyword, value);
    }

    private static JsonNode? Number(object bound) =>
        decimal.TryParse(Convert.ToString(bound, CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static bool IsArray(JsonObject schema) => schema["type"] switch
    {
        JsonArray several => several.Any(name => name!.GetValue<string>() == "array"),
        JsonValue one => one.GetValue<string>() == "array",
        _ => false,
    };
}
