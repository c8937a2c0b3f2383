using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace Mvc.Mcp.Requests;

/// <summary>The path, query, headers and cookies of a call of an API that is known by its document alone, while arguments are put in place.</summary>
internal sealed class StyledDraft(ArgumentErrors errors)
{
    private List<string>? _query;

    /// <summary>The values of the path, encoded; null where there are none.</summary>
    public List<KeyValuePair<string, string>>? Path { get; private set; }

    /// <summary>The headers; null where there are none.</summary>
    public List<KeyValuePair<string, StringValues>>? Headers { get; private set; }

    /// <summary>The cookies, encoded; null where there are none.</summary>
    public List<KeyValuePair<string, string>>? Cookies { get; private set; }

    /// <summary>Puts one argument where its plan says; false where that is the body.</summary>
    public bool TryPut(ArgumentBinding argument, ValueStyle style, JsonElement value)
    {
        switch (argument.Location)
        {
            case ArgumentLocation.Path:
                PutPath(argument, style, value);
                return true;
            case ArgumentLocation.Query:
                foreach (var (name, text) in StyledText.Pairs(style, argument.WireName, value, style.AllowReserved ? StyledText.EncodeAllButReserved : StyledText.Encode))
                    (_query ??= []).Add($"{name}={text}");
                return true;
            case ArgumentLocation.Header:
                if (StyledText.InHeader(style, value) is { } header && HeaderValue.TryCheck(argument, value, header, errors))
                    (Headers ??= []).Add(new(argument.WireName, header));
                return true;
            case ArgumentLocation.Cookie:
                (Cookies ??= []).AddRange(StyledText.Pairs(style, argument.WireName, value, StyledText.Encode));
                return true;
            default:
                return false;
        }
    }

    /// <summary>The path and the query, some of which a document may have written into the path itself.</summary>
    public (string Path, string Query) Address(string written)
    {
        var path = written.Split('#')[0];
        var pieces = new List<string>();
        if (path.IndexOf('?', StringComparison.Ordinal) is var question and >= 0)
        {
            pieces.AddRange(path[(question + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries));
            path = path[..question];
        }

        // Servers and clients alike take such segments away, and the call would go to another address.
        if (path.Contains("/.", StringComparison.Ordinal) && path.Split('/').Any(segment => segment is "." or ".."))
            errors.Add("The arguments make a path with the segment '.' or '..'; expected values that do not.");
        pieces.AddRange(_query ?? []);
        return (path, pieces.Count == 0 ? "" : "?" + string.Join('&', pieces));
    }

    private void PutPath(ArgumentBinding argument, ValueStyle style, JsonElement value)
    {
        var text = StyledText.InPath(style, argument.WireName, value);
        if (string.IsNullOrEmpty(text))
            errors.Add($"'{argument.Name}' stands in the path and may not be empty; it was given {ArgumentCoercion.Given(value)}.");
        else if (text.Contains("%00", StringComparison.Ordinal))
            errors.Add($"'{argument.Name}' stands in the path and may not contain a null character; it was given {ArgumentCoercion.Given(value)}.");
        else
            (Path ??= []).Add(new(argument.WireName, text));
    }
}
