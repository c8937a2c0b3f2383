using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Results;

/// <summary>Makes of the JSON of a refused call what its caller can act on.</summary>
/// <param name="Text">What the caller is told; null for nothing.</param>
/// <param name="TraceId">What the log knows the call by; null where the answer does not say it.</param>
internal readonly record struct ProblemText(string? Text, string? TraceId)
{
    private const string ValidationTitle = "One or more validation errors occurred.";
    private const string ErrorTitle = "An error occurred while processing your request.";

    // The reader is a model, not an HTML page.
    private static readonly JsonSerializerOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] _ofProblems = ["type", "title", "status", "detail", "traceId", "errors"];

    /// <summary>Reads the JSON of an answer with the status of a refusal.</summary>
    public static ProblemText Read(ToolDefinition operation, int status, string json, IDictionary<string, JsonElement>? arguments)
    {
        var refused = status is StatusCodes.Status400BadRequest or StatusCodes.Status422UnprocessableEntity;
        if (Parse(json) is not { } root)
            return new(refused ? WithFaults(json, new ValidationErrors(operation, arguments).Faults()) : json, null);
        if (SerializerMetadata.TakeFrom(root))
            json = root.Count == 0 ? "" : root.ToJsonString(_readable);
        var errors = ValidationErrors.In(root);
        if (errors is null && !IsProblem(root))
            return new(refused ? OfAnotherShape(operation, json, root, arguments) : json, null);
        var lines = new List<string>();
        if (errors is null || !ReferenceEquals(errors, root))
            AddProblem(lines, root, status, withErrors: errors is not null);
        if (errors is not null)
            lines.AddRange(new ValidationErrors(operation, arguments).Sentences(errors));
        else if (refused)
            lines.AddRange(new ValidationErrors(operation, arguments).Faults());
        return new(lines.Count == 0 ? null : string.Join('\n', lines), TextOf(root, "traceId"));
    }

    // What the caller has to know of it already stands in the status.
    private static void AddProblem(List<string> lines, JsonObject root, int status, bool withErrors)
    {
        if (TextOf(root, "title") is { Length: > 0 } title && title != ValidationTitle && title != ErrorTitle && title != ReasonPhrases.GetReasonPhrase(status) && !IsDefaultTitle(title, status))
            lines.Add(title);
        if (TextOf(root, "detail") is { Length: > 0 } detail && !ReaderText.Is(detail))
            lines.Add(detail);
        var others = new JsonObject(root.Where(member => !_ofProblems.Contains(member.Key) || member.Key == "errors" && !withErrors)
            .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        if (others.Count > 0)
            lines.Add(others.ToJsonString(_readable));
    }

    private static string? OfAnotherShape(ToolDefinition operation, string json, JsonObject root, IDictionary<string, JsonElement>? arguments) =>
        WithFaults(ReaderText.Replace(root) ? root.ToJsonString(_readable) : json, new ValidationErrors(operation, arguments).Faults());

    private static string WithFaults(string text, IReadOnlyList<string> faults) =>
        faults.Count == 0 ? text : text.Length == 0 ? string.Join('\n', faults) : $"{(ReaderText.Is(text) ? "" : text + "\n")}{string.Join('\n', faults)}";

    private static bool IsProblem(JsonObject root) =>
        root.ContainsKey("title") && root.ContainsKey("status") || root.ContainsKey("type") && root.ContainsKey("title");

    // What the framework calls a status is not always its reason phrase.
    private static bool IsDefaultTitle(string title, int status) => (status, title) is (422, "Unprocessable Entity") or (422, "Unprocessable Content") or (415, "Unsupported Media Type");

    private static string? TextOf(JsonObject root, string name) => root[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static JsonObject? Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
