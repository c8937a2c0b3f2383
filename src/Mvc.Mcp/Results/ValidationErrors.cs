using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Results;

/// <summary>
/// Turns the keys of a validation problem's <c>errors</c>, which name MVC's model state, back into the arguments that the
/// caller knows.
/// </summary>
internal static class ValidationErrors
{
    // The reader is a model, not an HTML page.
    private static readonly JsonSerializerOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The problem with the keys turned back; the text as it is, where it is no validation problem.</summary>
    public static string Rename(ToolDefinition operation, string problem)
    {
        JsonObject root;
        try
        {
            if (JsonNode.Parse(problem) is not JsonObject parsed)
                return problem;
            root = parsed;
        }
        catch (JsonException)
        {
            return problem;
        }

        if (root["errors"] is JsonObject errors)
            root["errors"] = Rename(operation, errors);
        // What BadRequest(ModelState) answers is the model state and nothing else.
        else if (root.Count > 0 && root.All(member => member.Value is JsonArray messages && messages.All(IsText)))
            root = Rename(operation, root);
        else
            return problem;
        return root.ToJsonString(_readable);
    }

    private static JsonObject Rename(ToolDefinition operation, JsonObject errors)
    {
        var renamed = new JsonObject();
        foreach (var (key, messages) in errors.Where(error => !IsEcho(operation, errors, error.Key)))
        {
            var name = ArgumentOf(operation, key);
            // Two keys may come back to one argument.
            if (renamed[name] is JsonArray known && messages is JsonArray more)
                foreach (var message in more)
                    known.Add(message?.DeepClone());
            else
                renamed[name] = messages?.DeepClone();
        }

        return renamed;
    }

    // A body that could not be read is missing to the action, and MVC says that as well, under the name of the action's
    // parameter. Where the body's members are the arguments, no argument has that name.
    private static bool IsEcho(ToolDefinition operation, JsonObject errors, string key) =>
        operation.Request.Body?.Kind == BodyKind.JsonObject &&
        errors.Any(error => TryReadJsonPath(error.Key, out _)) &&
        operation.Operation.ApiDescription?.ParameterDescriptions.Any(parameter => parameter.Source == BindingSource.Body && parameter.Name == key) == true;

    private static bool IsText(JsonNode? message) => message?.GetValueKind() == JsonValueKind.String;

    /// <summary>The argument that a key of model state is about, with the rest of the path behind it.</summary>
    public static string ArgumentOf(ToolDefinition operation, string key)
    {
        var isJson = TryReadJsonPath(key, out var path);
        if (Find(operation, path, isJson) is var (argument, length))
            return argument.Name + Spell(operation, argument, path[length..]);
        var whole = operation.Request.Arguments.FirstOrDefault(candidate => candidate.Location == ArgumentLocation.Body);
        if (whole is null)
            return path.Length == 0 ? key : path;
        return whole.Name + Spell(operation, whole, path.Length == 0 || path[0] == '[' ? path : "." + path);
    }

    // What the reader of the body says has a path of JSON, which begins with the body: $.lines[0] or $[0], but not $filter.
    private static bool TryReadJsonPath(string key, out string path)
    {
        var isJson = key is "$" || key.StartsWith("$.", StringComparison.Ordinal) || key.StartsWith("$[", StringComparison.Ordinal);
        path = isJson ? key[1..].TrimStart('.') : key;
        return isJson;
    }

    private static (ArgumentBinding Argument, int Length)? Find(ToolDefinition operation, string path, bool isJson)
    {
        var arguments = operation.Request.Arguments.Where(candidate => !isJson || candidate.Location == ArgumentLocation.BodyProperty);
        // The longest wire name wins: a form's "address.city" is one argument.
        if (arguments.Where(candidate => Covers(candidate.WireName, path)).MaxBy(candidate => candidate.WireName.Length) is { } argument)
            return (argument, argument.WireName.Length);
        var head = path.AsSpan().IndexOfAny('.', '[') is var end and >= 0 ? path[..end] : path;
        return arguments.FirstOrDefault(candidate =>
            candidate.Location == ArgumentLocation.BodyProperty && operation.JsonNames[head].Contains(candidate.WireName)) is { } renamed
            ? (renamed, head.Length)
            : null;
    }

    private static string Spell(ToolDefinition operation, ArgumentBinding argument, string path) =>
        ArgumentPath.Spell(operation.Tool.InputSchema, operation.JsonNames, argument.Name, path);

    private static bool Covers(string wireName, string path) =>
        path.StartsWith(wireName, StringComparison.OrdinalIgnoreCase) &&
        (path.Length == wireName.Length || path[wireName.Length] is '.' or '[');
}
