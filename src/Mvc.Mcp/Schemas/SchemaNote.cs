using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.OpenApi;

namespace Mvc.Mcp.Schemas;

/// <summary>
/// What a .NET type says beyond its OpenAPI schema. It rides on the schema's <c>Metadata</c>, which is never serialized: the
/// application's Swagger document does not change.
/// </summary>
internal sealed record SchemaNote
{
    private const string Key = "Mvc.Mcp.SchemaNote";

    /// <summary>Whether any JSON value will do, whatever the schema says.</summary>
    public bool AnyJson { get; init; }

    /// <summary>What the values of an enum mean, where their JSON does not say it: <c>1 = Low, 2 = High</c>.</summary>
    public string? Legend { get; init; }

    /// <summary>Whether values of the enum may be combined, so that the listed ones are not all.</summary>
    public bool Flags { get; init; }

    /// <summary>The members without which MVC refuses the object, although the schema does not require them; by JSON name.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>The smallest and largest number of flags, or of an integer type that OpenAPI has no format for.</summary>
    public (decimal Minimum, decimal Maximum)? Range { get; init; }

    /// <summary>The members that are never null in an answer; by JSON name.</summary>
    public IReadOnlySet<string> NeverNull { get; init; } = new HashSet<string>();

    /// <summary>Whether a text is one character.</summary>
    public bool Character { get; init; }

    /// <summary>The types that a base type stands for.</summary>
    public Polymorphism? Polymorphism { get; init; }

    /// <summary>What a patch is of, whose members it may have; null where the type is no patch.</summary>
    public IOpenApiSchema? PatchOf { get; init; }

    /// <summary>The schemas of those types, where the document does not have them.</summary>
    public IReadOnlyDictionary<string, IOpenApiSchema>? Schemas { get; init; }

    /// <summary>What attributes say of the members, by JSON name.</summary>
    public IReadOnlyDictionary<string, MemberMetadata> Members { get; init; } = new Dictionary<string, MemberMetadata>();

    /// <summary>
    /// What .NET calls the members, or the values of an enum, by JSON name, where that is another name and not only in
    /// another case: model binding and model state know no JSON.
    /// </summary>
    public IReadOnlyDictionary<string, string> BoundNames { get; init; } = new Dictionary<string, string>();

    /// <summary>What the serializer writes in the place of the schema, where it is known; null where the schema is right.</summary>
    public JsonObject? Wire { get; init; }

    /// <summary>
    /// Whether a converter of the application's own reads and writes the values, so that their schema is nobody's promise,
    /// unless the application gave one: what the type looked like to Swashbuckle.
    /// </summary>
    public JsonSchemaType? OwnConverterOver { get; init; }

    /// <summary>Whether model binding makes the value of one text, whatever its members.</summary>
    public bool FromText { get; init; }

    /// <summary>Whether a text has another format than the schema says.</summary>
    public bool FreeText { get; init; }

    /// <summary>Whether answers are no promise, because the serializer writes references beside the values.</summary>
    public bool Unpromised { get; init; }

    /// <summary>How numbers are written.</summary>
    public JsonNumberHandling Numbers { get; init; }

    /// <summary>What the values of a numeric enum are called, in the order of the enum.</summary>
    public IReadOnlyList<(string Name, JsonValue Value)> Names { get; init; } = [];

    /// <summary>What the serializer does with the members, by JSON name.</summary>
    public IReadOnlyDictionary<string, MemberWire> Wires { get; init; } = new Dictionary<string, MemberWire>();

    /// <summary>The validation attributes of constructor parameters, by JSON name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<object>> Rules { get; init; } = new Dictionary<string, IReadOnlyList<object>>();

    /// <summary>The note on <paramref name="schema"/>, if there is one.</summary>
    public static SchemaNote? Of(IOpenApiSchema schema) =>
        schema is OpenApiSchema { Metadata: { } metadata } && metadata.TryGetValue(Key, out var note) ? note as SchemaNote : null;

    /// <summary>Puts a note on <paramref name="schema"/>.</summary>
    public static void Put(OpenApiSchema schema, SchemaNote note)
    {
        schema.Metadata ??= new Dictionary<string, object>();
        schema.Metadata[Key] = note;
    }
}
