using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Mvc.Mcp.Schemas;

/// <summary>
/// Translates OpenAPI schemas into JSON Schema 2020-12. What is not recursive is written inline, because not every client
/// follows references; what is recursive goes to <c>$defs</c>. One translator serves one self-contained schema: all that it
/// translates shares its <c>$defs</c>.
/// </summary>
internal sealed class SchemaTranslator(SchemaComponents components, SchemaDirection direction)
{
    private readonly JsonObject _definitions = [];
    private readonly Dictionary<string, string> _references = new(StringComparer.Ordinal);

    /// <summary>Translates one schema; no schema is one that allows anything.</summary>
    public JsonObject Translate(IOpenApiSchema? schema) => schema switch
    {
        null => [],
        OpenApiSchemaReference reference => TranslateReference(reference),
        _ => TranslateTarget(schema),
    };

    /// <summary>The same, but a recursive schema is written out where it stands, so that its members can be read.</summary>
    public JsonObject TranslateExpanded(IOpenApiSchema? schema) =>
        schema is OpenApiSchemaReference reference && components.Resolve(reference) is { } target
            ? Annotate(TranslateTarget(target), reference)
            : Translate(schema);

    /// <summary>The definition that <paramref name="schema"/> refers to, or the schema itself.</summary>
    public JsonObject Dereference(JsonObject schema) =>
        schema["$ref"] is JsonValue reference && _references.TryGetValue(reference.GetValue<string>(), out var name) &&
        _definitions[name] is JsonObject definition
            ? definition
            : schema;

    /// <summary>Gives <paramref name="root"/> the definitions that its parts refer to.</summary>
    public void AddDefinitions(JsonObject root)
    {
        if (_definitions.Count > 0)
            root["$defs"] = _definitions.DeepClone();
    }

    private JsonObject TranslateReference(OpenApiSchemaReference reference)
    {
        if (components.Resolve(reference) is not { } target)
            return Annotate([], reference);
        return Annotate(components.IsRecursive(reference) ? Define(reference, target) : TranslateTarget(target), reference);
    }

    private JsonObject Define(OpenApiSchemaReference reference, IOpenApiSchema target)
    {
        var name = SchemaComponents.IdOf(reference);
        if (!_definitions.ContainsKey(name))
        {
            // Taken before it is filled: the definition refers to itself.
            _definitions[name] = null;
            _definitions[name] = TranslateTarget(target);
        }

        var pointer = "#/$defs/" + Uri.EscapeDataString(name.Replace("~", "~0").Replace("/", "~1"));
        _references[pointer] = name;
        return new JsonObject { ["$ref"] = pointer };
    }

    private JsonObject TranslateTarget(IOpenApiSchema schema)
    {
        var result = new JsonObject();
        KeywordWriter.WriteType(result, schema);
        KeywordWriter.WriteAnnotations(result, schema);
        KeywordWriter.WriteValues(result, schema);
        if (direction == SchemaDirection.Input)
            KeywordWriter.WriteConstraints(result, schema);

        WriteMembers(result, schema);
        if (schema.Items is not null)
            result["items"] = Translate(schema.Items);
        WriteAlternatives(result, "anyOf", schema.AnyOf);
        WriteAlternatives(result, "oneOf", schema.OneOf);
        if (schema.Not is not null && direction == SchemaDirection.Input)
            result["not"] = Translate(schema.Not);
        foreach (var part in schema.AllOf ?? [])
            SchemaMerger.Merge(result, TranslateExpanded(part));
        return result;
    }

    private void WriteMembers(JsonObject result, IOpenApiSchema schema)
    {
        var members = new JsonObject();
        foreach (var (name, member) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            if (!IsHidden(member))
                members[name] = Translate(member);
        }

        if (members.Count > 0)
            result["properties"] = members;
        var required = new JsonArray([.. (schema.Required ?? new HashSet<string>())
            .Where(members.ContainsKey).Select(name => JsonValue.Create(name))]);
        if (required.Count > 0)
            result["required"] = required;
        if (schema.AdditionalProperties is not null)
            result["additionalProperties"] = Translate(schema.AdditionalProperties);
        else if (!schema.AdditionalPropertiesAllowed && direction == SchemaDirection.Input)
            result["additionalProperties"] = false;
    }

    private bool IsHidden(IOpenApiSchema member) => direction == SchemaDirection.Input ? member.ReadOnly : member.WriteOnly;

    private void WriteAlternatives(JsonObject result, string keyword, IList<IOpenApiSchema>? alternatives)
    {
        if (alternatives is { Count: > 0 })
            result[keyword] = new JsonArray([.. alternatives.Select(Translate)]);
    }

    /// <summary>Adds what stands beside a reference: it describes this use of the schema, not the schema.</summary>
    private static JsonObject Annotate(JsonObject result, OpenApiSchemaReference reference)
    {
        var beside = reference.Reference;
        if (!string.IsNullOrWhiteSpace(beside.Description))
            result["description"] = beside.Description;
        if (beside.Default is not null)
            result["default"] = KeywordWriter.Value(beside.Default);
        if (beside.Deprecated == true)
            result["deprecated"] = true;
        return result;
    }
}
