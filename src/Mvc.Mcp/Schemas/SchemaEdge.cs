using Microsoft.OpenApi;

namespace Mvc.Mcp.Schemas;

/// <summary>A reference that translating a schema comes upon.</summary>
/// <param name="Reference">What is referred to.</param>
/// <param name="Alone">Whether a base type stands for itself only, and not for its derived types.</param>
/// <param name="Folded">Whether its members become those of the schema that refers to it, as those of a base type do.</param>
/// <param name="InPlace">Whether it describes the same value as the schema that refers to it, and not one of its members.</param>
internal readonly record struct SchemaEdge(OpenApiSchemaReference Reference, bool Alone, bool Folded, bool InPlace)
{
    /// <summary>The schema it leads to.</summary>
    public SchemaNode Target => new(SchemaComponents.IdOf(Reference), Alone);
}

/// <summary>A schema of the document, in one of its two meanings.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Alone">Whether a base type stands for itself only.</param>
internal readonly record struct SchemaNode(string Id, bool Alone);
