using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Mvc.Mcp.Requests.Values;

namespace Mvc.Mcp.Requests;

/// <summary>The path, query, headers and cookies of a call of an API that is known by its document alone, while arguments are put in place.</summary>
internal sealed class StyledDraft(RequestLimits limits, ArgumentErrors errors)
{
    private FieldList? _query;
    private FieldList? _cookies;

    /// <summary>The values of the path, encoded; null where there are none.</summary>
    public List<KeyValuePair<string, string>>? Path { get; private set; }

    /// <summary>The headers; null where there are none.</summary>
    public List<KeyValuePair<string, StringValues>>? Headers { get; private set; }

    /// <summary>The cookies, encoded; null where there are none.</summary>
    public List<KeyValuePair<string, string>>? Cookies => _cookies?.ToList();

    /// <summary>Puts one argument where its plan says; false where that is the body.</summary>
    public bool TryPut(ArgumentBinding argument, ValueStyle style, JsonElement value)
    {
        switch (argument.Location)
        {
            case ArgumentLocation.Path:
                PutPath(argument, style, value);
                return true;
            case ArgumentLocation.Query:
                StyledText.Write(argument, style, value, _query ??= new("query", limits.MaxRequestLine, QueryText.Overhead, limits, isEncoded: true), limits, errors);
                return true;
            case ArgumentLocation.Header:
                var header = StyledText.InHeader(style, value);
                if (HeaderValue.MayBe(argument, value, header, limits.MaxHeaders, errors))
                    (Headers ??= []).Add(new(argument.WireName, header));
                return true;
            case ArgumentLocation.Cookie:
                StyledText.Write(argument, style, value, _cookies ??= new("cookies", limits.MaxHeaders, QueryText.Overhead, limits, isEncoded: true), limits, errors);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The path and the query, some of which a document may have written into the path itself.</summary>
    public (string Path, string Query) Address(string written)
    {
        var path = written.Split('#')[0];
        var query = "";
        if (path.IndexOf('?', StringComparison.Ordinal) is var question and >= 0)
            (path, query) = (path[..question], path[(question + 1)..]);

        // Servers and clients alike take such segments away, and the call would go to another address.
        if (path.Contains("/.", StringComparison.Ordinal) && path.Split('/').Any(segment => segment is "." or ".."))
            errors.Add("The arguments make a path with the segment '.' or '..'; expected values that do not.");
        if (_query is { Count: > 0 })
            query += (query.Length == 0 ? "" : "&") + QueryText.Join(_query);
        return (path, query.Length == 0 ? "" : "?" + query);
    }

    private void PutPath(ArgumentBinding argument, ValueStyle style, JsonElement value)
    {
        var text = StyledText.InPath(style, argument.WireName, value);
        if (text?.Length > limits.MaxRequestLine)
            ArgumentCoercion.Refuse(argument, value, "a value that takes less room, because it stands in the path", errors);
        else if (string.IsNullOrEmpty(text))
            errors.Add($"'{argument.Name}' stands in the path and may not be empty; it was given {FaultText.Given(value)}.");
        else if (text.Contains("%00", StringComparison.Ordinal))
            errors.Add($"'{argument.Name}' stands in the path and may not contain a null character; it was given {FaultText.Given(value)}.");
        else
            (Path ??= []).Add(new(argument.WireName, text));
    }
}
