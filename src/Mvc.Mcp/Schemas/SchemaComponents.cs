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
    private readonly Dictionary<string, OpenApiSchemaReference> _references = new(StringComparer.Ordinal);
    private readonly Dictionary<SchemaNode, IReadOnlyList<SchemaEdge>> _edges = [];
    private readonly Dictionary<SchemaNode, bool> _large = [];
    private readonly SchemaCycles _recursive;
    private readonly SchemaCycles _folded;
    private readonly SchemaCycles _circular;
    private readonly Dictionary<string, (string PropertyName, JsonValue Name)> _typeNames = new(StringComparer.Ordinal);
    private readonly Lazy<ILookup<string, string>> _jsonNames;

    public SchemaComponents(OpenApiDocument document)
    {
        _recursive = new SchemaCycles(EdgesOf, follows: _ => true, returns: edge => !edge.Folded);
        _folded = new SchemaCycles(EdgesOf, follows: edge => edge.Folded, returns: _ => true);
        _circular = new SchemaCycles(EdgesOf, follows: edge => edge.InPlace, returns: _ => true);
        foreach (var (id, schema) in document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>())
            _schemas[id] = schema;
        var apart = _schemas.Values.Select(schema => SchemaNote.Of(schema)?.Schemas).OfType<IReadOnlyDictionary<string, IOpenApiSchema>>();
        foreach (var schemas in apart.Distinct().ToArray())
            Add(schemas);

        _jsonNames = new(() => _schemas.Values
            .SelectMany(schema => SchemaNote.Of(schema)?.BoundNames ?? new Dictionary<string, string>())
            .Distinct()
            .ToLookup(names => names.Value, names => names.Key, StringComparer.OrdinalIgnoreCase));
        foreach (var polymorphism in _schemas.Values.OfType<OpenApiSchema>().Select(Polymorphism.Of).OfType<Polymorphism>())
        {
            foreach (var (name, schema) in polymorphism.Types)
                _typeNames.TryAdd(IdOf(schema), (polymorphism.PropertyName, name));
        }
    }

    /// <summary>Adds schemas that the document does not have.</summary>
    public void Add(IReadOnlyDictionary<string, IOpenApiSchema>? apart)
    {
        foreach (var (id, schema) in apart ?? new Dictionary<string, IOpenApiSchema>())
            _schemas.TryAdd(id, schema);
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
    public IOpenApiSchema? Resolve(IOpenApiSchema? schema) => TryResolve(schema, out var target) ? target : null;

    // False where references lead to each other and to no schema.
    private bool TryResolve(IOpenApiSchema? schema, out IOpenApiSchema? target)
    {
        target = schema;
        HashSet<string>? seen = null;
        while (target is OpenApiSchemaReference reference)
        {
            var id = IdOf(reference);
            if (!(seen ??= new(StringComparer.Ordinal)).Add(id))
                return false;
            try
            {
                target = _schemas.TryGetValue(id, out var found) ? found : reference.Target;
            }
            // The reader's word for references that lead in a circle.
            catch (InvalidOperationException)
            {
                return false;
            }
        }

        return true;
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
    public bool IsRecursive(OpenApiSchemaReference reference, bool alone) => _recursive.Contains(NodeOf(reference, alone));

    /// <summary>Whether folding this schema into another would fold it into itself, further in, without end.</summary>
    public bool FoldsItself(OpenApiSchemaReference reference) => _folded.Contains(NodeOf(reference, alone: true));

    /// <summary>Refuses a schema that is defined by itself, as if it were its own base type: no value could be checked by it.</summary>
    /// <exception cref="UntranslatableSchemaException">It is.</exception>
    public void RefuseCircle(OpenApiSchemaReference reference, bool alone)
    {
        if (!TryResolve(reference, out _) || _circular.Contains(NodeOf(reference, alone)))
        {
            throw new UntranslatableSchemaException(
                $"The schema '{IdOf(reference)}' is made of itself: following its allOf, anyOf, oneOf, not or $ref leads back to it.");
        }
    }

    /// <summary>
    /// Whether writing the schema inline would make it so large that it is better written once: schemas that use others
    /// twice, which do so in turn, would grow without bounds.
    /// </summary>
    public bool IsLarge(OpenApiSchemaReference reference, bool alone)
    {
        var start = NodeOf(reference, alone);
        if (_large.TryGetValue(start, out var known))
            return known;
        var size = 0L;
        var pending = new Stack<SchemaNode>([start]);
        while (size <= MaxInlineSize && pending.TryPop(out var node))
        {
            // What is recursive is written once, wherever it is referred to.
            if (_recursive.Contains(node))
            {
                size++;
                continue;
            }

            size += 1L + SchemaGraph.MemberCount(Resolve(_references[node.Id]));
            foreach (var edge in EdgesOf(node))
                pending.Push(edge.Target);
        }

        return _large[start] = size > MaxInlineSize;
    }

    private SchemaNode NodeOf(OpenApiSchemaReference reference, bool alone)
    {
        var node = new SchemaNode(IdOf(reference), alone);
        _references.TryAdd(node.Id, reference);
        return node;
    }

    private IReadOnlyList<SchemaEdge> EdgesOf(SchemaNode node)
    {
        if (!_edges.TryGetValue(node, out var edges))
        {
            _edges[node] = edges = [.. SchemaGraph.References(Resolve(_references[node.Id]), node.Alone, Resolve)];
            foreach (var edge in edges)
                _references.TryAdd(edge.Target.Id, edge.Reference);
        }

        return edges;
    }
}
