using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Mvc.Mcp.Schemas;

/// <summary>Writes the keywords of a schema that hold no other schemas.</summary>
internal static class KeywordWriter
{
    private static readonly (JsonSchemaType Flag, string Name)[] _types =
    [
        (JsonSchemaType.Boolean, "boolean"), (JsonSchemaType.Integer, "integer"), (JsonSchemaType.Number, "number"),
        (JsonSchemaType.String, "string"), (JsonSchemaType.Object, "object"), (JsonSchemaType.Array, "array"),
        (JsonSchemaType.Null, "null"),
    ];

    public static void WriteType(JsonObject result, IOpenApiSchema schema)
    {
        if (schema.Type is not { } type)
            return;
        var names = _types.Where(entry => type.HasFlag(entry.Flag)).Select(entry => (JsonNode)entry.Name).ToArray();
        // "null" alone stands beside a reference or alternatives in OpenAPI 3.0 documents; it is not their type.
        if (names.Length > 0)
            result["type"] = names.Length == 1 ? names[0] : new JsonArray(names);
    }

    public static void WriteAnnotations(JsonObject result, IOpenApiSchema schema)
    {
        if (!string.IsNullOrWhiteSpace(schema.Title))
            result["title"] = schema.Title;
        if (!string.IsNullOrWhiteSpace(schema.Description))
            result["description"] = schema.Description.Trim();
        if (schema.Deprecated)
            result["deprecated"] = true;
        if (schema.Default is not null)
            result["default"] = Value(schema.Default);
        if (schema.Examples is { Count: > 0 } examples)
            WriteExamples(result, schema, examples.Select(Value));
#pragma warning disable CS0618 // OpenAPI 3.0 documents, and Swashbuckle, still say "example".
        else if (schema.Example is not null)
            WriteExamples(result, schema, [Value(schema.Example)]);
#pragma warning restore CS0618
    }

    // A client that checks examples refuses null where the schema does.
    private static void WriteExamples(JsonObject result, IOpenApiSchema schema, IEnumerable<JsonNode?> examples)
    {
        JsonNode?[] valid = [.. examples.Where(example => example is not null || schema.Type?.HasFlag(JsonSchemaType.Null) == true)];
        if (valid.Length > 0)
            result["examples"] = new JsonArray(valid);
    }

    public static void WriteValues(JsonObject result, IOpenApiSchema schema, SchemaDirection direction)
    {
        // Clients check answers by the format, and .NET's are not always those of the specification: a DateTime may have no
        // offset, a Uri may be relative.
        if (!string.IsNullOrEmpty(schema.Format) && direction != SchemaDirection.Output)
            WriteFormat(result, schema.Format);
        if (schema.Const is not null)
            result["const"] = schema.Const;
        if (schema.Enum is not { Count: > 0 })
            return;
        // Draft-07 validators refuse an enum that names a value twice.
        var values = new JsonArray([.. schema.Enum.Select(Value).DistinctBy(value => value?.ToJsonString())]);
        if (schema.Type?.HasFlag(JsonSchemaType.Null) == true && values.All(value => value is not null))
            values.Add(null);
        result["enum"] = values;
    }

    public static void WriteConstraints(JsonObject result, IOpenApiSchema schema, SchemaNote? note)
    {
        WriteNumber(result, "minimum", schema.Minimum);
        WriteNumber(result, "maximum", schema.Maximum);
        WriteNumber(result, "exclusiveMinimum", schema.ExclusiveMinimum);
        WriteNumber(result, "exclusiveMaximum", schema.ExclusiveMaximum);
        if (schema.MultipleOf is { } multipleOf)
            result["multipleOf"] = multipleOf;
        WriteCount(result, "minLength", schema.MinLength);
        WriteCount(result, "maxLength", schema.MaxLength);
        if (!string.IsNullOrEmpty(schema.Pattern))
            result["pattern"] = schema.Pattern;
        WriteCount(result, "minItems", schema.MinItems);
        WriteCount(result, "maxItems", schema.MaxItems);
        if (schema.UniqueItems == true)
            result["uniqueItems"] = true;
        WriteCount(result, "minProperties", schema.MinProperties);
        WriteCount(result, "maxProperties", schema.MaxProperties);
        if (note is not null)
            WriteTypeLimits(result, note);
    }

    // Swashbuckle calls every small integer an int32, and a character a string.
    private static void WriteTypeLimits(JsonObject result, SchemaNote note)
    {
        if (note.Character)
            (result["minLength"], result["maxLength"]) = (1, 1);
        if (note.Range is not var (minimum, maximum))
            return;
        result.Remove("format");
        if (!result.ContainsKey("minimum") && !result.ContainsKey("exclusiveMinimum"))
            result["minimum"] = minimum;
        if (!result.ContainsKey("maximum") && !result.ContainsKey("exclusiveMaximum"))
            result["maximum"] = maximum;
    }

    /// <summary>A value that OpenAPI holds, as one of ours: a node has one parent only, and its null is a sentinel.</summary>
    public static JsonNode? Value(JsonNode? value) =>
        value is null || JsonNullSentinel.IsJsonNullSentinel(value) ? null : value.DeepClone();

    private static void WriteFormat(JsonObject result, string format)
    {
        // No specification knows this one, which is Swashbuckle's for TimeSpan.
        if (format == "date-span")
            result["pattern"] = @"^-?(\d+\.)?\d{2}:\d{2}:\d{2}(\.\d{1,7})?$";
        else
            result["format"] = format;
    }

    private static void WriteCount(JsonObject result, string keyword, int? value)
    {
        if (value is { } count)
            result[keyword] = count;
    }

    // Numbers are text in the object model, so that no precision is lost; decimal covers what attributes can say.
    private static void WriteNumber(JsonObject result, string keyword, string? value)
    {
        if (decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            result[keyword] = number;
        else if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var large) && double.IsFinite(large))
            result[keyword] = large;
    }
}
