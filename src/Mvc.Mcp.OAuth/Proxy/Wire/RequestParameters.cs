using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Mvc.Mcp.OAuth.Proxy.Wire;

/// <summary>
/// The parameters of an OAuth request. Each may occur once (RFC 6749 section 3.1), and an empty one counts as absent.
/// </summary>
internal sealed class RequestParameters(IEnumerable<KeyValuePair<string, StringValues>> values)
{
    private readonly Dictionary<string, StringValues> _values = new(values, StringComparer.Ordinal);

    /// <summary>The parameter's value, or null where it is absent or occurs more than once.</summary>
    public string? this[string name] =>
        _values.TryGetValue(name, out var value) && value.Count == 1 && !string.IsNullOrEmpty(value[0]) ? value[0] : null;

    /// <summary>Whether any of the parameters occurs more than once.</summary>
    public bool AnyRepeated(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_values.TryGetValue(name, out var value) && value.Count > 1)
                return true;
        }
        return false;
    }

    public static RequestParameters OfQuery(HttpRequest request) => new(request.Query);

    /// <summary>The parameters of a form body, or null where the body is no such form, or larger than a request can be.</summary>
    public static async Task<RequestParameters?> OfFormAsync(HttpRequest request)
    {
        // Multipart bodies are forms to ASP.NET Core, but not to OAuth.
        if (request.ContentType is not { } type ||
            !type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) ||
            await BoundedBody.ReadAsync(request, BoundedBody.MaxFormBytes) is not { } body)
        {
            return null;
        }
        try
        {
            using var reader = new FormReader(new MemoryStream(body)) { ValueCountLimit = 64 };
            return new RequestParameters(await reader.ReadFormAsync(request.HttpContext.RequestAborted));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
