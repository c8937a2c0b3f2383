using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Mvc.Mcp.Protocol.Calls;

/// <summary>The result of a call, and how it is written.</summary>
/// <param name="Result">The result.</param>
/// <param name="Type">Its type.</param>
internal readonly record struct CallOutcome(object Result, JsonTypeInfo Type)
{
    /// <summary>The result as filters of messages see it: as long as none looks into it, a tree is no more than the text it was made of.</summary>
    public JsonObject ToTree() => Result as JsonObject ?? JsonObject.Create(JsonSerializer.SerializeToElement(Result, Type))!;

    /// <summary>Writes the result.</summary>
    public void WriteTo(Utf8JsonWriter json) => JsonSerializer.Serialize(json, Result, Type);
}
