using Microsoft.OpenApi;

namespace Mvc.Mcp.Schemas;

/// <summary>
/// The reusable schemas of a document: finds the target of a reference, and knows which schemas lead back to themselves.
/// </summary>
/// <remarks>
/// References are resolved here and not by their own <c>Target</c>: Swashbuckle makes references that know no document.
/// </remarks>
internal sealed class SchemaComponents(OpenApiDocument document)
{
    private readonly IDictionary<string, IOpenApiSchema> _schemas =
        document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>();

    private readonly Dictionary<string, bool> _recursive = new(StringComparer.Ordinal);

    /// <summary>The identifier a reference is known by: the same for the same target.</summary>
    public static string IdOf(OpenApiSchemaReference reference) =>
        reference.Reference.Id ?? reference.Reference.ReferenceV3 ?? "";

    /// <summary>The schema that <paramref name="reference"/> leads to, through references to references; null where there is none.</summary>
    public IOpenApiSchema? Resolve(OpenApiSchemaReference reference)
    {
        IOpenApiSchema? schema = reference;
        for (var seen = new HashSet<string>(StringComparer.Ordinal); schema is OpenApiSchemaReference next;)
        {
            var id = IdOf(next);
            if (!seen.Add(id))
                return null;
            schema = _schemas.TryGetValue(id, out var found) ? found : next.Target;
        }

        return schema;
    }

    /// <summary>Whether following the references of this schema leads back to it, so that it cannot be written inline.</summary>
    public bool IsRecursive(OpenApiSchemaReference reference)
    {
        var id = IdOf(reference);
        if (!_recursive.TryGetValue(id, out var recursive))
            _recursive[id] = recursive = LeadsBackTo(id, reference);
        return recursive;
    }

    private bool LeadsBackTo(string id, OpenApiSchemaReference start)
    {
        var visited = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<OpenApiSchemaReference>([start]);
        while (pending.TryPop(out var reference))
        {
            if (Resolve(reference) is not { } target)
                continue;
            foreach (var next in SchemaChildren.ReferencesIn(target))
            {
                if (IdOf(next) == id)
                    return true;
                if (visited.Add(IdOf(next)))
                    pending.Push(next);
            }
        }

        return false;
    }
}
