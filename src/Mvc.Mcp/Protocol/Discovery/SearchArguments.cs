using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Mvc.Mcp.Requests;

namespace Mvc.Mcp.Protocol.Discovery;

/// <summary>Reads the arguments of the search and of the callers, and says in words what is wrong with them.</summary>
internal static class SearchArguments
{
    // Nobody looks for more than this, and names are at most 64.
    private const int LongestText = 500;

    private static readonly string[] _details = ["brief", "signature", "schema"];

    /// <summary>Reads which tool is to be called, and with what.</summary>
    public static bool TryReadCall(
        IDictionary<string, JsonElement>? given,
        [NotNullWhen(true)] out string? name,
        out Dictionary<string, JsonElement> arguments,
        [NotNullWhen(false)] out string? fault)
    {
        arguments = [];
        fault = Unknown(given, "name", "arguments");
        if (!TryText(given, "name", out name))
            fault ??= "'name' is required: the name of a tool, as search_tools tells it.";
        if (fault is null && given!.TryGetValue("arguments", out var value) && !TryMembers(value, arguments))
            fault = "'arguments' is to be an object with the arguments of the tool.";
        return fault is null;
    }

    /// <summary>Reads a search.</summary>
    public static bool TryReadSearch(
        IDictionary<string, JsonElement>? given,
        out (string Query, string? Tag, int Limit, string Detail) search,
        [NotNullWhen(false)] out string? fault)
    {
        search = ("", null, SearchDefinitions.DefaultLimit, "signature");
        fault = Unknown(given, "query", "tag", "limit", "detail");
        if (!TryText(given, "query", out var query))
            fault ??= "'query' is required: what the tool is to do, in a few words, or its exact name.";
        TryText(given, "tag", out var tag);
        if (IsGiven(given, "detail") && (!TryText(given, "detail", out var detail) || !_details.Contains(detail, StringComparer.Ordinal)))
            fault ??= "'detail' is brief, signature or schema.";
        else
            detail = TryText(given, "detail", out var wanted) ? wanted : search.Detail;
        if (!TryLimit(given, out var limit))
            fault ??= $"'limit' is a number from 1 to {SearchDefinitions.MostLimit}.";
        if (query?.Length > LongestText)
            fault ??= $"'query' has {query.Length} characters; at most {LongestText} are looked at. Say it in a few words.";
        search = (query ?? "", tag, limit, fault is null ? detail! : search.Detail);
        return fault is null;
    }

    /// <summary>A name that the caller gave, as it may be shown: it may be of any length.</summary>
    public static string Shown(string name) => name.Length <= 64 ? name : string.Concat(name.AsSpan(0, 64), "…");

    private static string? Unknown(IDictionary<string, JsonElement>? given, params string[] known) =>
        given?.Keys.FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal)) is { } name
            ? $"'{Shown(name)}' is not an argument of this tool; it takes: {string.Join(", ", known)}."
            : null;

    private static bool IsGiven(IDictionary<string, JsonElement>? given, string name) =>
        given is not null && given.TryGetValue(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);

    private static bool TryText(IDictionary<string, JsonElement>? given, string name, [NotNullWhen(true)] out string? text)
    {
        text = given is not null && given.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return !string.IsNullOrWhiteSpace(text);
    }

    private static bool TryLimit(IDictionary<string, JsonElement>? given, out int limit)
    {
        limit = SearchDefinitions.DefaultLimit;
        return !IsGiven(given, "limit") ||
            given!["limit"] is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out limit) && limit is >= 1 and <= SearchDefinitions.MostLimit;
    }

    // Models write an object as a text of JSON now and then.
    private static bool TryMembers(JsonElement value, Dictionary<string, JsonElement> members)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            if (JsonInText.Parse(value.GetString()!) is not { } parsed)
                return false;
            value = parsed;
        }

        if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
            return true;
        if (value.ValueKind != JsonValueKind.Object)
            return false;
        foreach (var member in value.EnumerateObject())
            members[member.Name] = member.Value;
        return true;
    }
}
