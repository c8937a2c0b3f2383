using System.Text.Json.Nodes;
using Mvc.Mcp.Requests.Values;

namespace Mvc.Mcp.Tools.Inputs;

/// <summary>How a tool's argument holds a file: JSON has no bytes.</summary>
internal static class FileSchema
{
    /// <summary>The schema of one file.</summary>
    public static JsonObject One() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["fileName"] = new JsonObject { ["type"] = "string" },
            ["contentType"] = new JsonObject { ["type"] = "string", ["pattern"] = "^[^\\s/;]+/[^\\s/;]+$" },
            ["data"] = new JsonObject { ["type"] = "string", ["contentEncoding"] = "base64" },
        },
        ["required"] = new JsonArray("data"),
        ["additionalProperties"] = false,
    };

    /// <summary>Whether the schema is OpenAPI's of a file, or of several.</summary>
    public static bool IsFile(JsonObject schema) => IsBinary(schema) || schema["items"] is JsonObject items && IsBinary(items);

    /// <summary>Our schema in the place of OpenAPI's of a file or several; the description stays.</summary>
    public static JsonObject For(JsonObject schema)
    {
        var file = IsBinary(schema) ? One() : new JsonObject { ["type"] = "array", ["items"] = One() };
        if (schema["description"] is { } description)
            file["description"] = description.DeepClone();
        return file;
    }

    /// <summary>What a call is held to where a file, or several, are given: whoever reads a file looks into it.</summary>
    public static ValueSchema ValueOf(JsonObject schema)
    {
        var file = new ValueSchema { Kinds = ValueKinds.File };
        return schema["items"] is null ? file : new ValueSchema { Kinds = ValueKinds.Array, Array = new ArrayRules(file, null, null, false) };
    }

    private static bool IsBinary(JsonObject schema) => schema["format"] is JsonValue format && format.GetValue<string>() == "binary";
}
