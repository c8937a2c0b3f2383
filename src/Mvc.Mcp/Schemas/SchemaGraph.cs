using Microsoft.OpenApi;

namespace Mvc.Mcp.Schemas;

/// <summary>What a schema leads to, as translating it does.</summary>
internal static class SchemaGraph
{
    /// <summary>How many members stand directly in the schema.</summary>
    public static int MemberCount(IOpenApiSchema? schema) => schema?.Properties?.Count ?? 0;

    /// <summary>
    /// The references that translating the schema comes upon, each as often as it does. Parts of an <c>allOf</c> are none:
    /// they are folded in.
    /// </summary>
    /// <param name="schema">The schema, which is no reference.</param>
    /// <param name="alone">Whether a base type stands for itself only.</param>
    /// <param name="resolve">Finds the target of a reference.</param>
    public static IEnumerable<(OpenApiSchemaReference Reference, bool Alone)> References(
        IOpenApiSchema? schema, bool alone, Func<IOpenApiSchema?, IOpenApiSchema?> resolve)
    {
        var pending = new Stack<(IOpenApiSchema Schema, bool Alone)>();
        var folded = new HashSet<IOpenApiSchema>(ReferenceEqualityComparer.Instance);
        Push(schema, alone);
        while (pending.TryPop(out var next))
        {
            if (next.Schema is OpenApiSchemaReference reference)
            {
                yield return (reference, next.Alone);
                continue;
            }

            IEnumerable<IOpenApiSchema?> members =
            [
                next.Schema.Items, next.Schema.AdditionalProperties, next.Schema.Not,
                .. next.Schema.Properties?.Values ?? [], .. next.Schema.PatternProperties?.Values ?? [],
            ];
            foreach (var member in members.OfType<IOpenApiSchema>())
                pending.Push((member, false));
            foreach (var alternative in (next.Schema.OneOf ?? []).Concat(next.Schema.AnyOf ?? []))
                pending.Push((alternative, true));
            foreach (var part in next.Schema.AllOf ?? [])
                Push(resolve(part), true);
            foreach (var type in next.Alone ? [] : Polymorphism.Of(next.Schema)?.Types ?? [])
                Push(resolve(type.Schema), true);
        }

        void Push(IOpenApiSchema? target, bool targetAlone)
        {
            if (target is not null && folded.Add(target))
                pending.Push((target, targetAlone));
        }
    }
}
