using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Mvc.Mcp.Schemas;

/// <summary>How JSON tells the types apart that a base type stands for.</summary>
/// <param name="PropertyName">The member that names the type.</param>
/// <param name="Types">What it says for each type.</param>
internal sealed record Polymorphism(string PropertyName, IReadOnlyList<(JsonValue Name, OpenApiSchemaReference Schema)> Types)
{
    /// <summary>What the document or the type itself says of <paramref name="schema"/>; null where it stands for itself only.</summary>
    public static Polymorphism? Of(IOpenApiSchema schema)
    {
        if (schema.Discriminator is { PropertyName: { } property, Mapping: { Count: > 0 } mapping })
            return new Polymorphism(property, [.. mapping.Select(entry => (JsonValue.Create(entry.Key)!, entry.Value))]);
        return SchemaNote.Of(schema)?.Polymorphism;
    }

    /// <summary>What the member says for the schema with this identifier; null where it is not among the types.</summary>
    public JsonValue? NameOf(string id) => Types.FirstOrDefault(type => SchemaComponents.IdOf(type.Schema) == id).Name;

    /// <summary>Makes the member say <paramref name="name"/>, and stand first: readers of JSON may need it before the others.</summary>
    public static void Pin(JsonObject schema, string propertyName, JsonValue name)
    {
        var members = schema["properties"] as JsonObject ?? [];
        members.Remove(propertyName);
        members.Insert(0, propertyName, new JsonObject
        {
            ["type"] = name.GetValueKind() == JsonValueKind.String ? "string" : "integer",
            ["const"] = name.DeepClone(),
        });
        schema["properties"] = members;
        var others = (schema["required"] as JsonArray ?? [])
            .Select(member => member!.GetValue<string>())
            .Where(member => member != propertyName);
        schema["required"] = new JsonArray([propertyName, .. others.Select(member => JsonValue.Create(member))]);
    }
}
