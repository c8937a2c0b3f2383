using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Mvc.Mcp.Schemas;

/// <summary>
/// Translates OpenAPI schemas into JSON Schema 2020-12. What is not recursive is written inline, because not every client
/// follows references; what is recursive, or too large to repeat, goes to <c>$defs</c>. One translator serves one self-contained schema: all that it
/// translates shares its <c>$defs</c>.
/// </summary>
internal sealed class SchemaTranslator(SchemaComponents components, SchemaDirection direction, bool enumsAsNames = false)
{
    // Deeper than this a referred schema is written once at the root, so that what clients parse stays shallow; and deeper
    // than that nothing is written: a client's JSON reader stops at 64 levels, of which a level of schemas takes two.
    private const int MaxInlineDepth = 10;
    private const int MaxDepth = 24;

    private readonly SchemaDefinitions _definitions = new();
    private int _depth;

    private SchemaTranslator(SchemaComponents components, SchemaDirection direction, bool enumsAsNames, SchemaDefinitions definitions)
        : this(components, direction, enumsAsNames) => _definitions = definitions;

    /// <summary>
    /// What another reader than the serializer calls members, by .NET's name in any case; null where the serializer reads.
    /// </summary>
    public IReadOnlyDictionary<string, string>? MemberNames { get; init; }

    /// <summary>What attributes say of the members of a schema, by the names that they have here.</summary>
    public IReadOnlyDictionary<string, MemberMetadata> MembersOf(IOpenApiSchema? schema)
    {
        var members = components.MembersOf(schema);
        var note = components.Resolve(schema) is { } target ? SchemaNote.Of(target) : null;
        return MemberNames is null ? members : members.DistinctBy(member => NameOf(member.Key, note)).ToDictionary(member => NameOf(member.Key, note), member => member.Value);
    }

    /// <summary>The same for what is sent as fields; both share their <c>$defs</c>.</summary>
    public SchemaTranslator ForFields() => new(components, SchemaDirection.Fields, enumsAsNames, _definitions);

    /// <summary>Translates one schema; no schema is one that allows anything.</summary>
    public JsonObject Translate(IOpenApiSchema? schema) => Translate(schema, alone: false);

    /// <summary>The same, but a recursive schema is written out where it stands, so that its members can be read.</summary>
    public JsonObject TranslateExpanded(IOpenApiSchema? schema) => schema switch
    {
        null => [],
        OpenApiSchemaReference reference when components.Resolve(reference) is { } target => Expand(reference, target),
        OpenApiSchemaReference => Translate(schema),
        _ => TranslateTarget(schema, id: null, alone: false, expand: true),
    };

    private JsonObject Expand(OpenApiSchemaReference reference, IOpenApiSchema target)
    {
        components.RefuseCircle(reference, alone: false);
        return Annotate(TranslateTarget(target, SchemaComponents.IdOf(reference), alone: false, expand: true), reference, target);
    }

    /// <summary>What a description of <paramref name="schema"/> has to say beyond its own words.</summary>
    public string Describe(string text, IOpenApiSchema? schema)
    {
        var legend = components.Resolve(schema) is { } target ? SchemaNote.Of(target)?.Legend : null;
        return legend is null ? text.Trim() : $"{text.Trim()} ({legend})";
    }

    /// <summary>The definition that <paramref name="schema"/> refers to, or the schema itself.</summary>
    public JsonObject Dereference(JsonObject schema) => _definitions.Dereference(schema);

    /// <summary>Gives <paramref name="root"/> the definitions that its parts refer to.</summary>
    public void AddDefinitions(JsonObject root) => _definitions.AddTo(root);

    private JsonObject Translate(IOpenApiSchema? schema, bool alone)
    {
        if (schema is null)
            return [];
        if (schema is not OpenApiSchemaReference reference)
            return TranslateTarget(schema, id: null, alone);
        components.RefuseCircle(reference, alone);
        if (components.Resolve(reference) is not { } target)
            return Annotate([], reference, target: null);
        return Annotate(
            components.IsRecursive(reference, alone) || components.IsLarge(reference, alone) || _depth >= MaxInlineDepth
                ? Refer(reference, target, alone)
                : TranslateTarget(target, SchemaComponents.IdOf(reference), alone),
            reference,
            target);
    }

    private JsonObject Refer(OpenApiSchemaReference reference, IOpenApiSchema target, bool alone)
    {
        var id = SchemaComponents.IdOf(reference);
        return _definitions.Refer(
            direction == SchemaDirection.Fields ? id + ".fields" : id,
            alone && (Polymorphism.Of(target) is not null || SchemaGraph.ListsDerivedTypes(target, components.Resolve)),
            () => TranslateTarget(target, id, alone));
    }

    private JsonObject TranslateTarget(IOpenApiSchema schema, string? id, bool alone, bool expand = false)
    {
        if (_depth >= MaxDepth)
            throw new UntranslatableSchemaException($"Its schemas are nested deeper than {MaxDepth} levels.");
        _depth++;
        try
        {
            return Write(schema, id, alone, expand);
        }
        finally
        {
            _depth--;
        }
    }

    private JsonObject Write(IOpenApiSchema schema, string? id, bool alone, bool expand)
    {
        var note = SchemaNote.Of(schema);
        if (WireForm.Instead(schema, note, direction) is { } wire)
            return string.IsNullOrWhiteSpace(schema.Description) ? wire : WireForm.Described(wire, schema.Description.Trim());
        if (note?.PatchOf is { } patched)
            return TranslatePatch(patched, note);
        if (!alone && schema.OneOf is not { Count: > 0 } && Polymorphism.Of(schema) is { } polymorphism)
            return TranslateTypes(schema, polymorphism);
        var result = new JsonObject();
        KeywordWriter.WriteType(result, schema);
        KeywordWriter.WriteAnnotations(result, schema);
        KeywordWriter.WriteValues(result, schema, direction);
        if (direction != SchemaDirection.Output)
            KeywordWriter.WriteConstraints(result, schema, note);
        if (note?.Legend is not null && !(enumsAsNames && direction != SchemaDirection.Output && note.Names.Count > 0))
            result["description"] = schema.Description is { Length: > 0 } ? Describe(schema.Description, schema) : note.Legend;
        if (note is { Flags: true })
            result.Remove("enum");
        WireForm.Amend(result, note, direction, enumsAsNames);
        Bind(result, note);
        WriteMembers(result, schema, note);
        if (!alone || !SchemaGraph.ListsDerivedTypes(schema, components.Resolve))
        {
            WriteAlternatives(result, "anyOf", schema, schema.AnyOf);
            WriteAlternatives(result, "oneOf", schema, schema.OneOf);
        }

        FoldParts(result, schema, expand);
        if (id is not null && components.TypeNameOf(id) is var (property, name) &&
            (alone || result["properties"] is JsonObject members && members.ContainsKey(property)))
        {
            Polymorphism.Pin(result, property, name);
        }
        return result;
    }

    // What a patch leaves out stays as it is.
    private JsonObject TranslatePatch(IOpenApiSchema patched, SchemaNote note)
    {
        components.Add(note.Schemas);
        var result = TranslateExpanded(patched);
        result.Remove("required");
        return result;
    }

    // A base type stands for each of its derived types.
    private JsonObject TranslateTypes(IOpenApiSchema schema, Polymorphism polymorphism)
    {
        var result = new JsonObject();
        KeywordWriter.WriteAnnotations(result, schema);
        result["oneOf"] = new JsonArray([.. polymorphism.Types.Select(type => Translate(type.Schema, alone: true))]);
        return result;
    }

    private void WriteMembers(JsonObject result, IOpenApiSchema schema, SchemaNote? note)
    {
        var members = new JsonObject();
        var needed = NeededMembers(schema, note);
        foreach (var (name, member) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            var hints = note?.Members.GetValueOrDefault(name);
            if (hints is { Ignored: true } && direction != SchemaDirection.Output && needed.Contains(name))
                throw IgnoredButRequired.Of(name);
            if (!IsHidden(member, hints))
                members[NameOf(name, note)] = TranslateMember(name, member, note);
        }

        if (members.Count > 0)
            result["properties"] = members;
        var required = new JsonArray([.. needed.Select(name => NameOf(name, note)).Where(members.ContainsKey).Select(name => JsonValue.Create(name))]);
        if (required.Count > 0)
            result["required"] = required;
        if (schema.AdditionalProperties is not null)
            result["additionalProperties"] = Translate(schema.AdditionalProperties);
        else if (!schema.AdditionalPropertiesAllowed && direction != SchemaDirection.Output)
            result["additionalProperties"] = false;
        if (schema.Items is not null)
            result["items"] = Translate(schema.Items);
        // Model providers refuse an array that does not say what it holds.
        else if (direction != SchemaDirection.Output && schema.Type?.HasFlag(JsonSchemaType.Array) == true)
            result["items"] = new JsonObject();
        if (schema.Not is not null && direction != SchemaDirection.Output)
            result["not"] = Translate(schema.Not);
    }

    // An answer lacks what the serializer leaves out; a request needs what MVC asks for as well.
    private string[] NeededMembers(IOpenApiSchema schema, SchemaNote? note)
    {
        var required = schema.Required ?? new HashSet<string>();
        return direction == SchemaDirection.Output
            ? [.. required.Where(name => note?.Wires.GetValueOrDefault(name) is not { MayBeLeftOut: true })]
            : [.. required.Union(note?.Required ?? [])];
    }

    private JsonObject TranslateMember(string name, IOpenApiSchema member, SchemaNote? note)
    {
        var hints = note?.Members.GetValueOrDefault(name);
        var result = WireForm.OfMember(Translate(member), note?.Wires.GetValueOrDefault(name), direction);
        if (direction != SchemaDirection.Output && note?.Rules.GetValueOrDefault(name) is { } rules)
            ValidationKeywords.Write(result, rules);
        // OpenAPI 3.0 has no way to say that a referenced schema may be null here, and answers are checked by clients.
        if (direction == SchemaDirection.Output && member is OpenApiSchemaReference && note?.NeverNull.Contains(name) != true)
            result = Nullability.AllowNull(result);
        if (hints?.Parameter?.Description is { } description)
            result["description"] = description;
        return result;
    }

    private bool IsHidden(IOpenApiSchema member, MemberMetadata? hints) =>
        direction != SchemaDirection.Output ? member.ReadOnly || hints is { Ignored: true } : member.WriteOnly;

    private void WriteAlternatives(JsonObject result, string keyword, IOpenApiSchema schema, IList<IOpenApiSchema>? alternatives)
    {
        if (alternatives is not { Count: > 0 })
            return;
        var translated = alternatives.Where(alternative => !IsNull(alternative)).Select(alternative => TranslateAlternative(schema, alternative)).ToArray();
        var nullable = translated.Length < alternatives.Count;
        if (translated is [var only])
            SchemaMerger.Merge(result, nullable ? Nullability.AllowNull(only) : only);
        else
            result[keyword] = new JsonArray([.. translated, .. nullable ? [new JsonObject { ["type"] = "null" }] : Array.Empty<JsonNode>()]);
    }

    private JsonObject TranslateAlternative(IOpenApiSchema schema, IOpenApiSchema alternative)
    {
        var result = Translate(alternative, alone: true);
        if (schema.Discriminator?.PropertyName is { } property &&
            alternative is OpenApiSchemaReference reference && !result.ContainsKey("$ref"))
        {
            // Without a mapping the member names the schema.
            var id = SchemaComponents.IdOf(reference);
            Polymorphism.Pin(result, property, Polymorphism.Of(schema)?.NameOf(id) ?? JsonValue.Create(id)!);
        }

        return result;
    }

    private void FoldParts(JsonObject result, IOpenApiSchema schema, bool expand)
    {
        if (schema.AllOf is not { Count: > 0 } parts)
            return;
        // Swashbuckle says "null" beside an allOf and means "or null".
        var nullable = schema.Type == JsonSchemaType.Null;
        if (nullable)
            result.Remove("type");
        var folded = new JsonObject();
        foreach (var part in parts)
        {
            if (part is OpenApiSchemaReference reference)
                components.RefuseCircle(reference, alone: !SchemaGraph.IsWhole(schema));
            if (components.Resolve(part) is not { } target)
                continue;
            // A part that is all there is stands for what it refers to; beside others it is a base type.
            var whole = SchemaGraph.IsWhole(schema);
            if (whole)
                Bind(result, SchemaNote.Of(target));
            SchemaMerger.Merge(folded, whole ? expand ? TranslateExpanded(part) : Translate(part) : TranslateBase(part, target));
        }

        SchemaMerger.Merge(result, folded, membersFirst: true);
        if (nullable)
            Nullability.AllowNullIn(result);
    }

    // Beside a reference stand further keywords: all of them count.
    private JsonObject TranslateBase(IOpenApiSchema part, IOpenApiSchema target) =>
        part is OpenApiSchemaReference reference && components.FoldsItself(reference)
            ? Refer(reference, target, alone: true)
            : TranslateTarget(target, id: null, alone: true);

    private static bool IsNull(IOpenApiSchema schema) =>
        schema is not OpenApiSchemaReference && schema.Type == JsonSchemaType.Null && schema.AllOf is not { Count: > 0 };

    /// <summary>Adds what stands beside a reference: it describes this use of the schema, not the schema.</summary>
    private JsonObject Annotate(JsonObject result, OpenApiSchemaReference reference, IOpenApiSchema? target)
    {
        var beside = reference.Reference;
        if (!string.IsNullOrWhiteSpace(beside.Description) && beside.Description != target?.Description)
            result["description"] = Describe(beside.Description, target);
        if (beside.Default is not null)
            result["default"] = KeywordWriter.Value(beside.Default);
        if (beside.Deprecated == true)
            result["deprecated"] = true;
        Bind(result, target is null ? null : SchemaNote.Of(target));
        return result;
    }

    private string NameOf(string name, SchemaNote? note)
    {
        if (direction != SchemaDirection.Fields && MemberNames is null)
            return name;
        var bound = note?.BoundNames.GetValueOrDefault(name) ?? name;
        return direction == SchemaDirection.Fields ? bound : MemberNames!.GetValueOrDefault(bound) ?? bound;
    }

    // The values of an enum, wherever they stand.
    private void Bind(JsonObject result, SchemaNote? note)
    {
        if (direction != SchemaDirection.Fields || note is not { BoundNames.Count: > 0 })
            return;
        if (result["default"] is JsonValue value)
            result["default"] = Bound(value);
        foreach (var keyword in new[] { "enum", "examples" })
        {
            if (result[keyword] is JsonArray values)
                result[keyword] = new JsonArray([.. values.Select(Bound)]);
        }

        JsonNode? Bound(JsonNode? json) =>
            json is JsonValue text && text.TryGetValue(out string? name) ? NameOf(name, note) : json?.DeepClone();
    }
}
