using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Mvc.Mcp.Schemas;

/// <summary>
/// The reusable schemas of a document: finds the target of a reference, and knows which schemas lead back to themselves.
/// </summary>
/// <remarks>
/// References are resolved here and not by their own <c>Target</c>: Swashbuckle makes references that know no document.
/// </remarks>
internal sealed class SchemaComponents
{
    // Counted in members: more than the largest models people write by hand, less than what fills a model's context.
    private const long MaxInlineSize = 250;

    private readonly Dictionary<string, IOpenApiSchema> _schemas = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Id, bool Alone), bool> _recursive = [];
    private readonly Dictionary<(string Id, bool Alone), long> _sizes = [];
    private readonly Dictionary<string, (string PropertyName, JsonValue Name)> _typeNames = new(StringComparer.Ordinal);
    private readonly Lazy<ILookup<string, string>> _jsonNames;

    public SchemaComponents(OpenApiDocument document)
    {
        foreach (var (id, schema) in document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>())
            _schemas[id] = schema;
        var apart = _schemas.Values.Select(schema => SchemaNote.Of(schema)?.Schemas).OfType<IReadOnlyDictionary<string, IOpenApiSchema>>();
        foreach (var schemas in apart.Distinct().ToArray())
        {
            foreach (var (id, schema) in schemas)
                _schemas.TryAdd(id, schema);
        }

        _jsonNames = new(() => _schemas.Values
            .SelectMany(schema => SchemaNote.Of(schema)?.BoundNames ?? new Dictionary<string, string>())
            .Distinct()
            .ToLookup(names => names.Value, names => names.Key, StringComparer.OrdinalIgnoreCase));
        foreach (var polymorphism in _schemas.Values.Select(Polymorphism.Of).OfType<Polymorphism>())
        {
            foreach (var (name, schema) in polymorphism.Types)
                _typeNames.TryAdd(IdOf(schema), (polymorphism.PropertyName, name));
        }
    }

    /// <summary>What JSON calls members whose name in .NET is the key, in any of the schemas, where that is another name.</summary>
    public ILookup<string, string> JsonNames => _jsonNames.Value;

    /// <summary>The member that tells this schema from others of its base type, and what it says; null where it has none.</summary>
    public (string PropertyName, JsonValue Name)? TypeNameOf(string id) =>
        _typeNames.TryGetValue(id, out var typeName) ? typeName : null;

    /// <summary>The identifier a reference is known by: the same for the same target.</summary>
    public static string IdOf(OpenApiSchemaReference reference) =>
        reference.Reference.Id ?? reference.Reference.ReferenceV3 ?? "";

    /// <summary>The schema itself, or what a reference leads to, through references to references; null where that is nothing.</summary>
    public IOpenApiSchema? Resolve(IOpenApiSchema? schema)
    {
        HashSet<string>? seen = null;
        while (schema is OpenApiSchemaReference reference)
        {
            var id = IdOf(reference);
            if (!(seen ??= new(StringComparer.Ordinal)).Add(id))
                return null;
            schema = _schemas.TryGetValue(id, out var found) ? found : reference.Target;
        }

        return schema;
    }

    /// <summary>What attributes say of the schema's members and those of its base types, by JSON name.</summary>
    public IReadOnlyDictionary<string, MemberMetadata> MembersOf(IOpenApiSchema? schema)
    {
        if (Resolve(schema) is not { } target)
            return new Dictionary<string, MemberMetadata>();
        var own = SchemaNote.Of(target)?.Members ?? new Dictionary<string, MemberMetadata>();
        return target.AllOf is not { Count: > 0 } parts
            ? own
            : own.Concat(parts.SelectMany(MembersOf)).DistinctBy(member => member.Key).ToDictionary();
    }

    /// <summary>Whether following the references of this schema leads back to it, so that it cannot be written inline.</summary>
    /// <param name="reference">A reference to the schema.</param>
    /// <param name="alone">Whether a base type stands for itself only, and not for its derived types.</param>
    public bool IsRecursive(OpenApiSchemaReference reference, bool alone)
    {
        var start = (IdOf(reference), alone);
        if (!_recursive.TryGetValue(start, out var recursive))
            _recursive[start] = recursive = LeadsBack(start, reference);
        return recursive;
    }

    private bool LeadsBack((string Id, bool Alone) start, OpenApiSchemaReference reference)
    {
        var visited = new HashSet<(string, bool)>();
        var pending = new Stack<(OpenApiSchemaReference Reference, bool Alone)>([(reference, start.Alone)]);
        while (pending.TryPop(out var next))
        {
            foreach (var child in SchemaGraph.References(Resolve(next.Reference), next.Alone, Resolve))
            {
                var key = (IdOf(child.Reference), child.Alone);
                if (key == start)
                    return true;
                if (visited.Add(key))
                    pending.Push(child);
            }
        }

        return false;
    }

    /// <summary>
    /// Whether writing the schema inline would make it so large that it is better written once: schemas that use others
    /// twice, which do so in turn, would grow without bounds.
    /// </summary>
    public bool IsLarge(OpenApiSchemaReference reference, bool alone) => SizeOf(reference, alone) > MaxInlineSize;

    private long SizeOf(OpenApiSchemaReference reference, bool alone)
    {
        var key = (IdOf(reference), alone);
        if (_sizes.TryGetValue(key, out var known))
            return known;
        // What is recursive is written once, wherever it is referred to.
        if (IsRecursive(reference, alone))
            return 1;
        var size = 1L + SchemaGraph.MemberCount(Resolve(reference));
        foreach (var (next, nextAlone) in SchemaGraph.References(Resolve(reference), alone, Resolve))
            size = Math.Min(size + SizeOf(next, nextAlone), int.MaxValue);
        return _sizes[key] = size;
    }
}
