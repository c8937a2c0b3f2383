using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mvc.Mcp.Catalog;

namespace Mvc.Mcp.Invocation.Results;

/// <summary>
/// Turns the keys of a validation problem's <c>errors</c>, which name MVC's model state, back into the arguments that the
/// caller knows.
/// </summary>
internal static class ValidationErrors
{
    // The reader is a model, not an HTML page.
    private static readonly JsonSerializerOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The problem with the keys turned back; the text as it is, where it is no validation problem.</summary>
    public static string Rename(OperationDefinition operation, string problem)
    {
        JsonObject root;
        try
        {
            if (JsonNode.Parse(problem) is not JsonObject parsed || parsed["errors"] is not JsonObject)
                return problem;
            root = parsed;
        }
        catch (JsonException)
        {
            return problem;
        }

        var renamed = new JsonObject();
        foreach (var (key, messages) in root["errors"]!.AsObject().ToArray())
        {
            var name = ArgumentOf(operation, key);
            // Two keys may come back to one argument: the JSON error and the missing parameter it leads to.
            if (renamed[name] is JsonArray known && messages is JsonArray more)
                foreach (var message in more)
                    known.Add(message?.DeepClone());
            else
                renamed[name] = messages?.DeepClone();
        }

        root["errors"] = renamed;
        return root.ToJsonString(_readable);
    }

    /// <summary>The argument that a key of model state is about, with the rest of the path behind it.</summary>
    public static string ArgumentOf(OperationDefinition operation, string key)
    {
        var path = key.StartsWith("$.", StringComparison.Ordinal) ? key[2..] : key == "$" ? "" : key;
        var arguments = operation.Request.Arguments;
        // The longest wire name wins: a form's "address.city" is one argument.
        var argument = arguments
            .Where(candidate => Covers(candidate.WireName, path))
            .MaxBy(candidate => candidate.WireName.Length);
        if (argument is not null)
            return argument.Name + ArgumentPath.Spell(operation.Tool.InputSchema, argument.Name, path[argument.WireName.Length..]);
        var whole = arguments.FirstOrDefault(candidate => candidate.Location == ArgumentLocation.Body);
        if (whole is null)
            return path.Length == 0 ? key : path;
        var rest = path.Length == 0 || path[0] == '[' ? path : "." + path;
        return whole.Name + ArgumentPath.Spell(operation.Tool.InputSchema, whole.Name, rest);
    }

    private static bool Covers(string wireName, string path) =>
        path.StartsWith(wireName, StringComparison.OrdinalIgnoreCase) &&
        (path.Length == wireName.Length || path[wireName.Length] is '.' or '[');
}
