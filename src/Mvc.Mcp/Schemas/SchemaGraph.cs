using Microsoft.OpenApi;

namespace Mvc.Mcp.Schemas;

/// <summary>What a schema leads to, as translating it does.</summary>
internal static class SchemaGraph
{
    /// <summary>How many members stand directly in the schema.</summary>
    public static int MemberCount(IOpenApiSchema? schema) => schema?.Properties?.Count ?? 0;

    /// <summary>
    /// Whether the schema is a base type that lists its own derived types as alternatives. As a part of one of them it
    /// stands for itself only.
    /// </summary>
    public static bool ListsDerivedTypes(IOpenApiSchema schema, Func<IOpenApiSchema?, IOpenApiSchema?> resolve) =>
        (schema.OneOf ?? []).Concat(schema.AnyOf ?? [])
        .Any(alternative => resolve(alternative)?.AllOf?.Any(part => ReferenceEquals(resolve(part), schema)) == true);

    /// <summary>Whether the one part of an <c>allOf</c> is all there is, so that the schema is what the part is.</summary>
    public static bool IsWhole(IOpenApiSchema schema) => schema.AllOf is { Count: 1 } && schema.Properties is not { Count: > 0 };

    /// <summary>The references that translating the schema comes upon, each as often as it does.</summary>
    /// <param name="schema">The schema, which is no reference.</param>
    /// <param name="alone">Whether a base type stands for itself only.</param>
    /// <param name="resolve">Finds the target of a reference.</param>
    public static IEnumerable<SchemaEdge> References(
        IOpenApiSchema? schema, bool alone, Func<IOpenApiSchema?, IOpenApiSchema?> resolve)
    {
        var pending = new Stack<(IOpenApiSchema Schema, bool Alone, bool Folded, bool InPlace)>();
        var seen = new HashSet<IOpenApiSchema>(ReferenceEqualityComparer.Instance);
        Push(schema, alone, folded: false, inPlace: true);
        while (pending.TryPop(out var next))
        {
            if (next.Schema is OpenApiSchemaReference reference)
            {
                yield return new SchemaEdge(reference, next.Alone, next.Folded, next.InPlace);
                continue;
            }

            IEnumerable<IOpenApiSchema?> members =
            [
                next.Schema.Items, next.Schema.AdditionalProperties,
                .. next.Schema.Properties?.Values ?? [], .. next.Schema.PatternProperties?.Values ?? [],
            ];
            foreach (var member in members)
                Push(member, alone: false, folded: false, inPlace: false);
            Push(next.Schema.Not, alone: false, folded: false, next.InPlace);
            if (!next.Alone || !ListsDerivedTypes(next.Schema, resolve))
            {
                foreach (var alternative in (next.Schema.OneOf ?? []).Concat(next.Schema.AnyOf ?? []))
                    Push(alternative, alone: true, folded: false, next.InPlace);
            }

            var whole = IsWhole(next.Schema);
            foreach (var part in next.Schema.AllOf ?? [])
                Push(part, alone: !whole, folded: !whole, next.InPlace);
            // The derived types of a base type are written into it.
            foreach (var type in next.Alone ? [] : Polymorphism.Of(next.Schema)?.Types ?? [])
                Push(resolve(type.Schema), alone: true, folded: false, next.InPlace);
        }

        void Push(IOpenApiSchema? target, bool alone, bool folded, bool inPlace)
        {
            if (target is OpenApiSchemaReference || (target is not null && seen.Add(target)))
                pending.Push((target, alone, folded, inPlace));
        }
    }
}
