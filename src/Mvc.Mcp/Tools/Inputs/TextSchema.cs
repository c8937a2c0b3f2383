using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Schemas;

namespace Mvc.Mcp.Tools.Inputs;

/// <summary>The schema of a body that is one text.</summary>
internal static class TextSchema
{
    /// <summary>The schema; XML is called what it is, with its elements as far as they are known.</summary>
    public static JsonObject Of(string mediaType, SchemaComponents components, IOpenApiSchema? described)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (!MediaTypes.IsXml(mediaType))
            return schema;
        var target = components.Resolve(described);
        var root = target?.Xml?.Name ?? (described is OpenApiSchemaReference reference ? SchemaComponents.IdOf(reference) : null);
        var elements = target?.Properties?.Select(member => (member.Value as OpenApiSchema)?.Xml?.Name ?? member.Key).ToArray() ?? [];
        schema["description"] = "An XML document" + (root is null ? "" : $" whose root element is <{root}>") +
            (elements.Length == 0 ? "." : $", with {string.Join(", ", elements)}.");
        schema["contentMediaType"] = "application/xml";
        return schema;
    }
}
