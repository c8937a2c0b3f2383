using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol.Protocol;

namespace Mvc.Mcp.Protocol.Calls;

/// <summary>
/// Reads the parameters of a tool call. They have been parsed already: what the serializer would do is write the tree
/// as text and parse that again.
/// </summary>
internal static class CallParameters
{
    private static readonly JsonTypeInfo<JsonElement> _elementType = JsonTypes.Of<JsonElement>();
    private static readonly JsonTypeInfo<CallToolRequestParams> _parametersType = JsonTypes.Of<CallToolRequestParams>();

    /// <summary>Reads those of <paramref name="call"/>, whose names and kinds have been checked; false where more is wrong with them.</summary>
    public static bool TryRead(JsonRpcRequest call, [NotNullWhen(true)] out CallToolRequestParams? parameters)
    {
        var given = (JsonObject)call.Params!;
        if (given["inputResponses"] is null)
        {
            parameters = new()
            {
                Name = given["name"]!.GetValue<string>(),
                Arguments = ReadArguments(given["arguments"] as JsonObject),
                Meta = (JsonObject?)given["_meta"],
                RequestState = given["requestState"]?.GetValue<string>(),
            };
            return true;
        }

        try
        {
            parameters = given.Deserialize(_parametersType);
            return parameters is not null;
        }
        catch (JsonException)
        {
            parameters = null;
            return false;
        }
    }

    private static Dictionary<string, JsonElement>? ReadArguments(JsonObject? given)
    {
        if (given is null)
            return null;

        var arguments = new Dictionary<string, JsonElement>(given.Count);
        foreach (var (name, value) in given)
            arguments.Add(name, value is JsonValue scalar && scalar.TryGetValue(out JsonElement element) ? element : value.Deserialize(_elementType));
        return arguments;
    }
}
