using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol.AspNetCore.Protocol;
using ModelContextProtocol.Protocol;

namespace ModelContextProtocol.AspNetCore.Stateless;

/// <summary>
/// Reads the parameters of a tool call. They have been parsed already: what the serializer would do is write the tree
/// as text and parse that again.
/// </summary>
internal static class CallParameters
{
    private static readonly JsonTypeInfo<JsonElement> ElementType = JsonTypes.Of<JsonElement>();
    private static readonly JsonTypeInfo<CallToolRequestParams> ParametersType = JsonTypes.Of<CallToolRequestParams>();

    /// <summary>Reads those of <paramref name="call"/>, whose names and kinds have been checked.</summary>
    public static CallToolRequestParams Read(JsonRpcRequest call)
    {
        var parameters = (JsonObject)call.Params!;
        return parameters["inputResponses"] is null && ReadArguments(parameters["arguments"] as JsonObject, out var arguments)
            ? new()
            {
                Name = parameters["name"]!.GetValue<string>(),
                Arguments = arguments,
                Meta = (JsonObject)parameters["_meta"]!,
                RequestState = parameters["requestState"]?.GetValue<string>(),
            }
            : parameters.Deserialize(ParametersType)!;
    }

    private static bool ReadArguments(JsonObject? given, out Dictionary<string, JsonElement>? arguments)
    {
        arguments = null;
        if (given is null)
            return true;

        try
        {
            arguments = new(given.Count);
            foreach (var (name, value) in given)
                arguments.Add(name, value is JsonValue scalar && scalar.TryGetValue(out JsonElement element) ? element : value.Deserialize(ElementType));

            return true;
        }
        catch (ArgumentException)
        {
            // A name is repeated, which a tree cannot hold; for the serializer the last one counts.
            return false;
        }
    }
}
