using System.Text.Json.Nodes;

namespace Mvc.Mcp.Schemas;

/// <summary>JSON Patch (RFC 6902): the types of two packages that are not referenced here.</summary>
internal static class PatchDocument
{
    /// <summary>The media type under which a patch is sent.</summary>
    public const string MediaType = "application/json-patch+json";

    /// <summary>Whether the type is a JSON Patch document.</summary>
    public static bool Is(Type? type) =>
        type?.Namespace?.StartsWith("Microsoft.AspNetCore.JsonPatch", StringComparison.Ordinal) == true &&
        type.Name.StartsWith("JsonPatchDocument", StringComparison.Ordinal);

    /// <summary>The schema of a patch: a list of operations.</summary>
    public static JsonObject Schema() => new()
    {
        ["type"] = "array",
        ["items"] = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["op"] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray("add", "remove", "replace", "move", "copy", "test") },
                ["path"] = new JsonObject { ["type"] = "string", ["description"] = "A JSON Pointer such as /name." },
                ["from"] = new JsonObject { ["type"] = "string", ["description"] = "Where move and copy take the value: a JSON Pointer." },
                ["value"] = new JsonObject { ["description"] = "What add, replace and test take." },
            },
            ["required"] = new JsonArray("op", "path"),
            ["additionalProperties"] = false,
        },
    };
}
