using Microsoft.OpenApi;

namespace Mvc.Mcp.Schemas;

/// <summary>The schemas that stand directly within another.</summary>
internal static class SchemaChildren
{
    /// <summary>The schemas directly within <paramref name="schema"/>, which is not a reference.</summary>
    public static IEnumerable<IOpenApiSchema> Of(IOpenApiSchema schema)
    {
        IEnumerable<IOpenApiSchema?> children =
        [
            schema.Items, schema.AdditionalProperties, schema.Not,
            .. schema.Properties?.Values ?? [], .. schema.PatternProperties?.Values ?? [],
            .. schema.AllOf ?? [], .. schema.OneOf ?? [], .. schema.AnyOf ?? [],
            // A base type names its derived types here and nowhere else.
            .. schema.Discriminator?.Mapping?.Values ?? Enumerable.Empty<IOpenApiSchema>(),
        ];
        return children.OfType<IOpenApiSchema>();
    }

    /// <summary>The references within <paramref name="schema"/> at any depth, without following them.</summary>
    public static IEnumerable<OpenApiSchemaReference> ReferencesIn(IOpenApiSchema schema)
    {
        var pending = new Stack<IOpenApiSchema>(Of(schema));
        while (pending.TryPop(out var next))
        {
            if (next is OpenApiSchemaReference reference)
            {
                yield return reference;
                continue;
            }

            foreach (var child in Of(next))
                pending.Push(child);
        }
    }
}
