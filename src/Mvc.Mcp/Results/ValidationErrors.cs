using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Requests.Values;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Results;

/// <summary>
/// Turns a validation problem's <c>errors</c>, whose keys name MVC's model state, into sentences about the arguments that the
/// caller knows: what was given, what is expected, and what the application says.
/// </summary>
internal sealed class ValidationErrors(ToolDefinition operation, IDictionary<string, JsonElement>? arguments)
{
    private const int MostMessages = 3;

    private Dictionary<string, Fault>? _faults;

    /// <summary>The model state in an answer, which may be nothing else; null where there is none.</summary>
    public static JsonObject? In(JsonObject root)
    {
        if (root["errors"] is JsonObject errors && errors.All(error => IsMessages(error.Value)))
            return errors;
        // What BadRequest(ModelState) answers is the model state and nothing else.
        return root.Count > 0 && root.All(member => IsMessages(member.Value)) ? root : null;
    }

    /// <summary>What is wrong with the arguments, by their schema.</summary>
    public IReadOnlyList<string> Faults() => [.. (_faults ??= FindFaults()).Select(fault => $"'{fault.Key}' {fault.Value.Text}")];

    /// <summary>A sentence for each error, and for each fault that has none.</summary>
    public IReadOnlyList<string> Sentences(JsonObject errors)
    {
        _faults ??= FindFaults();
        var messages = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var (key, value) in errors.Where(error => !IsEcho(operation, errors, error.Key)).Take(FaultList.Most))
        {
            var path = key.Length == 0 ? "" : ArgumentOf(operation, key);
            // Two keys may come back to one argument.
            if (!messages.TryGetValue(path, out var known))
                messages[path] = known = [];
            known.AddRange(value!.AsArray().Select(message => message!.GetValue<string>()));
        }

        var sentences = messages.Select(entry => Sentence(entry.Key, entry.Value)).Concat(
            _faults.Where(fault => !messages.ContainsKey(fault.Key)).Select(fault => $"'{fault.Key}' {fault.Value.Text}"));
        return [.. sentences.Where(sentence => sentence.Length > 0).Take(FaultList.Most)];
    }

    private string Sentence(string path, List<string> messages)
    {
        // What the readers of JSON say names types and positions.
        var own = string.Join(' ', messages.Where(message => message.Length > 0 && !ReaderText.Is(message)).Distinct(StringComparer.Ordinal).Take(MostMessages));
        if (path.Length == 0)
            return own;
        if (path == "$")
            return own.Length > 0 ? own : $"The arguments make no body that the API can read; it takes: {string.Join(", ", operation.Request.Arguments.Select(argument => argument.Name))}.";
        if (_faults!.TryGetValue(path, out var fault))
            return $"'{path}' {fault.Text} {own}".TrimEnd();
        var (value, schema) = GivenValue.At(operation.Request, arguments, path);
        var given = value is { } known ? $"was given {FaultText.Given(known)}" : "was not given";
        // A document says of many members that they may be null which the API then requires.
        if (own.Length > 0 && schema is not null && value is not { ValueKind: not JsonValueKind.Null })
            return $"'{path}' {given}; expected {FaultText.Expectation(schema, withNull: false)}. {own}";
        if (own.Length > 0)
            return $"'{path}' {given}: {own}";
        // A body that the API cannot read is refused as a whole, however right its members are.
        return $"'{path}' {given}, which the API cannot read{(schema is null ? "" : $"; expected {FaultText.Expectation(schema)}")}.";
    }

    private Dictionary<string, Fault> FindFaults()
    {
        var faults = new Dictionary<string, Fault>(StringComparer.Ordinal);
        foreach (var argument in operation.Request.Arguments)
        {
            JsonElement? given = arguments is not null && arguments.TryGetValue(argument.Name, out var value) ? value : null;
            foreach (var fault in faults.Count < FaultList.Most ? ArgumentCoercion.FaultsOf(argument, given) : [])
                faults.TryAdd(argument.Name + fault.Path, fault);
        }

        return faults;
    }

    private static bool IsMessages(JsonNode? value) => value is JsonArray messages && messages.All(message => message?.GetValueKind() == JsonValueKind.String);

    // A body that could not be read is missing to the action, and MVC says that as well, under the name of the action's
    // parameter. Where the body's members are the arguments, no argument has that name.
    private static bool IsEcho(ToolDefinition operation, JsonObject errors, string key) =>
        operation.Request.Body?.Kind == BodyKind.JsonObject &&
        errors.Any(error => TryReadJsonPath(error.Key, out _)) &&
        operation.Operation.ApiDescription?.ParameterDescriptions.Any(parameter => parameter.Source == BindingSource.Body && parameter.Name == key) == true;

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
