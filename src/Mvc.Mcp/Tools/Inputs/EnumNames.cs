using System.Text.Json.Nodes;
using Mvc.Mcp.Schemas;

namespace Mvc.Mcp.Tools.Inputs;

/// <summary>The names of numeric enums' values, which ride on a schema until it is taken apart.</summary>
internal static class EnumNames
{
    /// <summary>Takes them away again: clients know no such keyword.</summary>
    public static void TakeAway(JsonNode? node)
    {
        if (node is JsonObject schema)
        {
            // A member may be called the same; then it is a schema, and no names.
            if (schema[WireForm.NamesKeyword] is JsonObject names && names.All(name => name.Value is JsonValue))
                schema.Remove(WireForm.NamesKeyword);
            foreach (var (_, member) in schema)
                TakeAway(member);
        }
        else if (node is JsonArray several)
        {
            foreach (var element in several)
                TakeAway(element);
        }
    }
}
