using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.OpenApi;

namespace Mvc.Mcp.Schemas;

/// <summary>Makes a schema say what the wire takes and gives, where that is not what the type looks like.</summary>
internal static class WireForm
{
    /// <summary>The keyword that holds the names of a numeric enum's values until a tool's arguments are planned; clients never see it.</summary>
    public const string NamesKeyword = "x-mvc-mcp-names";

    /// <summary>The schema in the place of <paramref name="schema"/>; null where that one is right.</summary>
    public static JsonObject? Instead(IOpenApiSchema schema, SchemaNote? note, SchemaDirection direction)
    {
        if (note is null)
            return null;
        if (note.AnyJson || direction == SchemaDirection.Output && note.Unpromised)
            return [];
        if (direction == SchemaDirection.Fields && note is { FromText: true, Wire: null })
            return new JsonObject { ["type"] = "string" };
        if (note.Wire is { } wire)
            return For(wire, note.Numbers, direction, schema.Type?.HasFlag(JsonSchemaType.Null) == true);
        // A filter of the application's own may have said what the converter writes: then the type is another.
        return direction != SchemaDirection.Fields && note.OwnConverterOver is { } natural && (schema.Type ?? default) is var type &&
            (type & ~JsonSchemaType.Null) == (natural & ~JsonSchemaType.Null) ? [] : null;
    }

    /// <summary>Corrects what was written of a single value.</summary>
    public static void Amend(JsonObject result, SchemaNote? note, SchemaDirection direction, bool enumsAsNames)
    {
        if (note is null)
            return;
        // Model binding reads fields, and knows nothing of the serializer.
        if (note.OtherText is { } text && direction != SchemaDirection.Fields)
        {
            result.Remove("format");
            result.Remove("pattern");
            if (direction == SchemaDirection.Input)
                result.TryAdd("examples", new JsonArray(text.DeepClone()));
        }

        if (direction == SchemaDirection.Output)
        {
            WriteNumbers(result, note.Numbers);
            WriteZero(result, note);
        }
        else if (note.FlagNames.Count > 0)
        {
            WriteFlags(result, note, direction);
        }
        else if (note.Names.Count > 0)
        {
            WriteNames(result, note, enumsAsNames);
        }
    }

    /// <summary>Corrects what was written of a member.</summary>
    public static JsonObject OfMember(JsonObject result, MemberWire? wire, SchemaDirection direction)
    {
        if (wire is null || direction == SchemaDirection.Fields)
            return result;
        if (wire.Schema is { } own)
            return Described(own.DeepClone().AsObject(), result["description"]);
        if (direction == SchemaDirection.Output)
            WriteNumbers(result, wire.Numbers);
        return result;
    }

    /// <summary>The schema with a description.</summary>
    public static JsonObject Described(JsonObject schema, JsonNode? description)
    {
        if (description is not null)
            schema["description"] = description.DeepClone();
        return schema;
    }

    private static JsonObject For(JsonObject wire, JsonNumberHandling numbers, SchemaDirection direction, bool nullable)
    {
        var result = wire.DeepClone().AsObject();
        if (direction == SchemaDirection.Output)
        {
            // Answers are no place for formats: clients check them.
            result.Remove("format");
            result.Remove("pattern");
            WriteNumbers(result, numbers);
        }

        return nullable ? Nullability.AllowNull(result) : result;
    }

    // Numbers in quotes, and those that JSON has no number for.
    private static void WriteNumbers(JsonObject schema, JsonNumberHandling handling)
    {
        var quoted = handling.HasFlag(JsonNumberHandling.WriteAsString);
        if (!quoted && !handling.HasFlag(JsonNumberHandling.AllowNamedFloatingPointLiterals))
            return;
        if (schema["items"] is JsonObject items)
            WriteNumbers(items, handling);
        if (schema["additionalProperties"] is JsonObject others)
            WriteNumbers(others, handling);
        var names = TypesOf(schema);
        if (!names.Any(name => name == "number" || quoted && name == "integer"))
            return;
        string[] written = [.. names.Where(name => !quoted || name is not ("number" or "integer")), "string"];
        schema["type"] = written is [var only] ? only : new JsonArray([.. written.Distinct().Select(name => JsonValue.Create(name))]);
        if (quoted && schema["enum"] is JsonArray values)
            schema["enum"] = new JsonArray([.. values.Select(value => value is null ? null : JsonValue.Create(value.ToJsonString()))]);
        foreach (var keyword in quoted ? new[] { "default", "examples" } : [])
            schema.Remove(keyword);
    }

    // What nobody has set has no name.
    private static void WriteZero(JsonObject result, SchemaNote note)
    {
        if (!note.LacksZero || result["enum"] is not JsonArray values)
            return;
        values.Add(TypesOf(result).Contains("string") && note.Numbers.HasFlag(JsonNumberHandling.WriteAsString) ? "0" : 0);
        if (!TypesOf(result).Any(type => type is "integer" or "number"))
            result["type"] = new JsonArray([.. TypesOf(result).Append("integer").Select(type => JsonValue.Create(type))]);
    }

    private static void WriteFlags(JsonObject result, SchemaNote note, SchemaDirection direction)
    {
        var names = string.Join('|', note.FlagNames.Select(name => direction == SchemaDirection.Fields ? note.BoundNames.GetValueOrDefault(name) ?? name : name));
        // A number has no pattern; names in another script are left to the application.
        if (TypesOf(result).Contains("string") && names.All(character => char.IsLetterOrDigit(character) || character is '_' or '|'))
            result["pattern"] = $"^({names})(, ?({names}))*$";
    }

    private static void WriteNames(JsonObject result, SchemaNote note, bool announced)
    {
        var names = new JsonObject();
        foreach (var (name, value) in note.Names)
            names[name] = value.DeepClone();
        result[NamesKeyword] = names;
        if (!announced)
            return;
        var nullable = TypesOf(result).Contains("null");
        result["type"] = nullable ? new JsonArray("string", "null") : "string";
        result["enum"] = new JsonArray([.. note.Names.Select(each => JsonValue.Create(each.Name)), .. nullable ? [null] : Array.Empty<JsonNode?>()]);
        result.Remove("format");
        if (result["default"] is { } number && note.Names.FirstOrDefault(each => JsonNode.DeepEquals(each.Value, number)).Name is { } chosen)
            result["default"] = chosen;
    }

    private static string[] TypesOf(JsonObject schema) => schema["type"] switch
    {
        JsonArray several => [.. several.Select(name => name!.GetValue<string>())],
        JsonValue one => [one.GetValue<string>()],
        _ => [],
    };
}
