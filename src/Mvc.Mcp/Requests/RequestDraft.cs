using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace Mvc.Mcp.Requests;

/// <summary>The request of one call while its arguments are put in place.</summary>
internal sealed class RequestDraft(RequestTemplate plan, long maxBodyBytes, ArgumentErrors errors)
{
    private List<KeyValuePair<string, string>>? _routeValues;
    private List<KeyValuePair<string, string>>? _escaped;
    private List<KeyValuePair<string, string>>? _query;
    private List<KeyValuePair<string, StringValues>>? _headers;
    private List<KeyValuePair<string, string>>? _cookies;
    private IBodyDraft? _body;
    private StyledDraft? _styled;

    /// <summary>Puts one argument where its plan says.</summary>
    public void Put(ArgumentBinding argument, JsonElement value)
    {
        if (argument.Style is { } style && (_styled ??= new StyledDraft(errors)).TryPut(argument, style, value))
            return;
        switch (argument.Location)
        {
            case ArgumentLocation.Path:
                if (PathValue.TryRead(argument, value, errors, out var path))
                    Put(argument.WireName, path);
                break;
            case ArgumentLocation.Query:
                FieldWriter.Write(argument, value, _query ??= [], errors);
                break;
            case ArgumentLocation.Header:
                if (HeaderValue.TryRead(argument, value, errors, out var header))
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

    /// <summary>Composes what was put in place.</summary>
    public ActionRequest? Complete()
    {
        var path = PathText.Write(plan.Path, _styled?.Path ?? _escaped ?? _routeValues);
        var query = _query is null ? "" : QueryText.Write(_query);
        if (plan.IsForeign)
        {
            (path, query) = (_styled ??= new StyledDraft(errors)).Address(path);
            (_headers, _cookies) = (_styled.Headers, _styled.Cookies);
        }

        if (_cookies is not null)
            (_headers ??= []).Add(new("Cookie", CookieValue.Join(_cookies)));
        var body = _body ?? (plan.Body is { Required: true } ? CreateBody() : null);
        var content = body?.Complete() ?? default;
        if (content.Bytes.Length > maxBodyBytes)
        {
            errors.Add($"The arguments make a request body of {content.Bytes.Length} bytes; at most {maxBodyBytes} are allowed (MaxRequestBytes).");
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
        { Kind: BodyKind.JsonObject } body => new JsonObjectDraft(body),
        { Kind: BodyKind.UrlEncodedForm } body => new UrlEncodedDraft(body),
        { Kind: BodyKind.MultipartForm } => new MultipartDraft(),
        { } body => new WholeBodyDraft(body),
        null => throw new InvalidOperationException($"The plan of {plan.Method} {plan.PathTemplate} puts an argument into a body it does not have."),
    };
}
