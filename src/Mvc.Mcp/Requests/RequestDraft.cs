using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace Mvc.Mcp.Requests;

/// <summary>The request of one call while its arguments are put in place.</summary>
internal sealed class RequestDraft(RequestTemplate plan, long maxBodyBytes, RequestLimits limits, ArgumentErrors errors)
{
    // " HTTP/1.1" and the end of the line; the colon, the space and the end of the line.
    private const int RestOfRequestLine = 12;
    private const int RestOfHeader = 4;

    private List<KeyValuePair<string, string>>? _routeValues;
    private List<KeyValuePair<string, string>>? _escaped;
    private FieldList? _query;
    private List<KeyValuePair<string, StringValues>>? _headers;
    private List<KeyValuePair<string, string>>? _cookies;
    private IBodyDraft? _body;
    private StyledDraft? _styled;

    /// <summary>Puts one argument where its plan says.</summary>
    public void Put(ArgumentBinding argument, JsonElement value)
    {
        if (argument.Style is { } style && (_styled ??= new StyledDraft(limits, errors)).TryPut(argument, style, value))
            return;
        switch (argument.Location)
        {
            case ArgumentLocation.Path:
                if (PathValue.TryRead(argument, value, limits.MaxRequestLine, errors, out var path))
                    Put(argument.WireName, path);
                break;
            case ArgumentLocation.Query:
                FieldWriter.Write(argument, value, _query ??= new("query", limits.MaxRequestLine, QueryText.Overhead, limits), errors);
                break;
            case ArgumentLocation.Header:
                if (HeaderValue.TryRead(argument, value, limits.MaxHeaders, errors, out var header))
                    (_headers ??= []).Add(new(argument.WireName, header));
                break;
            case ArgumentLocation.Cookie:
                if (CookieValue.TryRead(value, out var cookie))
                    (_cookies ??= []).Add(new(argument.WireName, cookie));
                break;
            default:
                (_body ??= CreateBody()).Put(argument, value, errors);
                break;
        }
    }

    /// <summary>What is wrong with arguments that make more than <paramref name="maxBytes"/>.</summary>
    public static string TooLarge(long maxBytes) =>
        $"The arguments make a request body of more than {maxBytes} bytes, which is the most that is taken. Send less at once.";

    /// <summary>Composes what was put in place; null, with what is wrong noted, where that is more than a request may be.</summary>
    public ActionRequest? Complete()
    {
        var query = _query is null ? "" : QueryText.Write(_query);
        var path = PathText.Write(plan.Path, _styled?.Path ?? _escaped ?? _routeValues);
        if (plan.IsForeign)
        {
            (path, query) = (_styled ??= new StyledDraft(limits, errors)).Address(path);
            (_headers, _cookies) = (_styled.Headers, _styled.Cookies);
        }

        if (plan.Method.Length + path.Length + query.Length + RestOfRequestLine > limits.MaxRequestLine)
            errors.Add($"The arguments make an address that is too long: with path and query a request line may have {limits.MaxRequestLine} bytes.");
        if (_cookies is not null)
            (_headers ??= []).Add(new("Cookie", CookieValue.Join(_cookies)));
        if (_headers is not null && _headers.Sum(header => (long)header.Key.Length + header.Value.ToString().Length + RestOfHeader) > limits.MaxHeaders)
            errors.Add($"The arguments make headers that are too large: they may have {limits.MaxHeaders} bytes in all.");
        if (errors.Any)
            return null;
        var body = _body ?? (plan.Body is { Required: true } ? CreateBody() : null);
        var content = body?.Complete() ?? default;
        if (content.Bytes.Length > maxBodyBytes)
        {
            errors.Add(TooLarge(maxBodyBytes));
            return null;
        }

        return new ActionRequest
        {
            Method = plan.Method,
            Path = path,
            RouteValues = _routeValues ?? (IReadOnlyList<KeyValuePair<string, string>>)[],
            QueryString = query,
            Headers = _headers ?? (IReadOnlyList<KeyValuePair<string, StringValues>>)[],
            ContentType = content.ContentType,
            Body = content.Bytes,
        };
    }

    private void Put(string name, PathValue path)
    {
        // Most values have nothing to escape; then one list is enough.
        if (_escaped is not null || !ReferenceEquals(path.Escaped, path.RouteValue))
            (_escaped ??= _routeValues is null ? new(1) : [.. _routeValues]).Add(new(name, path.Escaped));
        (_routeValues ??= new(1)).Add(new(name, path.RouteValue));
    }

    private IBodyDraft CreateBody() => plan.Body switch
    {
        { Kind: BodyKind.JsonObject } body => new JsonObjectDraft(body, maxBodyBytes),
        { Kind: BodyKind.UrlEncodedForm } body => new UrlEncodedDraft(body, plan.IsForeign, maxBodyBytes, limits),
        { Kind: BodyKind.MultipartForm } => new MultipartDraft(maxBodyBytes, limits),
        { } body => new WholeBodyDraft(body, maxBodyBytes),
        null => throw new InvalidOperationException($"The plan of {plan.Method} {plan.PathTemplate} puts an argument into a body it does not have."),
    };
}
