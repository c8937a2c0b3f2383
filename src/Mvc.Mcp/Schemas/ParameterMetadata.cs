using System.Text.Json.Nodes;

namespace Mvc.Mcp.Schemas;

/// <summary>Writes what <see cref="McpParameterAttribute"/> says into a schema.</summary>
internal static class ParameterMetadata
{
    /// <summary>The keyword that makes clients repeat an argument in a header.</summary>
    public const string HeaderKeyword = "x-mcp-header";

    /// <summary>Writes the description and the header.</summary>
    public static void Write(JsonObject schema, McpParameterAttribute parameter)
    {
        if (parameter.Description is not null)
            schema["description"] = parameter.Description;
        if (parameter.Header is not null)
            schema[HeaderKeyword] = parameter.Header;
    }
}
