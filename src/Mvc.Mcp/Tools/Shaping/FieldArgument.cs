using System.Text.Json;
using System.Text.Json.Nodes;
using Mvc.Mcp.Tools.Lean;

namespace Mvc.Mcp.Tools.Shaping;

/// <summary>Gives a tool the argument by which a call chooses members of the answer.</summary>
internal static class FieldArgument
{
    private const string Name = "fields";

    // An API that has fields of its own keeps them.
    private const string OtherName = "answer_fields";

    /// <summary>Adds it to the input schema, in place; null where the answer has no members to choose from.</summary>
    public static FieldSelector? Add(JsonObject input, JsonElement? output)
    {
        if (output is not { } answer || !HasMembers(answer))
            return null;
        var properties = input["properties"]!.AsObject();
        var name = properties.ContainsKey(Name) ? OtherName : Name;
        if (properties.ContainsKey(name))
            return null;
        properties[name] = new JsonObject
        {
            ["type"] = "array",
            ["items"] = new JsonObject { ["type"] = "string" },
            ["description"] = $"Only these members of the answer, such as {Example(answer)}.",
        };
        return new FieldSelector(name, answer);
    }

    /// <summary>What is announced of an answer of which any member may have been left out.</summary>
    public static AnnouncedOutput Relax(AnnouncedOutput output) => output with
    {
        Announced = output.Announced is { } announced ? Relax(announced) : null,
        Wrapped = output.Wrapped is { } wrapped ? Relax(wrapped) : null,
    };

    private static JsonElement Relax(JsonElement output)
    {
        var schema = JsonObject.Create(output)!.DeepClone().AsObject();
        foreach (var (_, part) in SchemaParts.Of(schema).ToArray())
            part.Remove("required");
        return JsonSerializer.SerializeToElement(schema);
    }

    private static bool HasMembers(JsonElement output) =>
        SchemaParts.Of(JsonObject.Create(output)!).Any(part => part.Schema["properties"] is JsonObject { Count: > 0 });

    // A member of a member shows how a path is written.
    private static string Example(JsonElement output)
    {
        var schema = JsonObject.Create(output)!;
        var top = (schema["items"] as JsonObject ?? schema)["properties"] as JsonObject ?? [];
        foreach (var (name, member) in top)
        {
            var inner = (member?["items"] as JsonObject ?? member as JsonObject)?["properties"] as JsonObject;
            if (inner is { Count: > 0 })
                return $"{name}.{inner.First().Key}";
        }

        return top.Select(member => member.Key).FirstOrDefault() ?? "id";
    }
}
