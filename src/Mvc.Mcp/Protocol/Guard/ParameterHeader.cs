using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;

namespace Mvc.Mcp.Protocol.Guard;

/// <summary>
/// One tool parameter that its schema marks with <c>x-mcp-header</c>: where it stands in the arguments, and the
/// header that mirrors it.
/// </summary>
internal sealed class ParameterHeader(string header, string[] path, bool isInteger)
{
    private const string Keyword = "x-mcp-header";

    public string Header => header;

    /// <summary>Finds the marked parameters of a tool, at any depth that is reached by <c>properties</c> alone.</summary>
    public static ParameterHeader[] In(JsonElement schema)
    {
        var found = new List<ParameterHeader>();
        Collect(schema, [], found);
        return [.. found];
    }

    /// <summary>Whether the header says what the argument says; an absent or null argument has no header.</summary>
    public bool Matches(IHeaderDictionary headers, JsonObject? arguments)
    {
        var raw = headers[header];
        var argument = ValueIn(arguments);
        if (argument is null || raw.Count == 0)
            return argument is null && raw.Count == 0;

        if (raw.Count != 1 ||
            !HeaderValue.TryDecode(raw[0], out var mirrored) ||
            McpHeaderEncoder.DecodeValue(McpHeaderEncoder.ConvertToHeaderValue(argument)) is not { } value)
        {
            return false;
        }

        // A value that the schema does not allow is the tool's to refuse; here it only has to be the same.
        return isInteger && argument.GetValueKind() == JsonValueKind.Number
            ? HeaderValue.TryReadInteger(mirrored, out var left) && HeaderValue.TryReadInteger(value, out var right) && left == right
            : mirrored == value;
    }

    private JsonNode? ValueIn(JsonObject? arguments)
    {
        JsonNode? node = arguments;
        foreach (var name in path)
            node = (node as JsonObject)?[name];

        return node;
    }

    private static void Collect(JsonElement schema, string[] path, List<ParameterHeader> found)
    {
        if (schema.ValueKind != JsonValueKind.Object ||
            !schema.TryGetProperty("properties", out var properties) ||
            properties.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var property in properties.EnumerateObject())
        {
            string[] here = [.. path, property.Name];
            Collect(property.Value, here, found);

            if (property.Value.ValueKind == JsonValueKind.Object &&
                property.Value.TryGetProperty(Keyword, out var name) &&
                name.ValueKind == JsonValueKind.String &&
                name.GetString() is { Length: > 0 } suffix)
            {
                found.Add(new(McpHeaders.ParameterPrefix + suffix, here, IsInteger(property.Value)));
            }
        }
    }

    private static bool IsInteger(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type))
            return false;

        return type.ValueKind switch
        {
            JsonValueKind.String => type.ValueEquals("integer"),
            JsonValueKind.Array => type.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.String && item.ValueEquals("integer")),
            _ => false,
        };
    }
}
