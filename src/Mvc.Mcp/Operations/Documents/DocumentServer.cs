using Microsoft.OpenApi;

namespace Mvc.Mcp.Operations.Documents;

/// <summary>Finds where a document says that its operations are served.</summary>
internal static class DocumentServer
{
    /// <summary>
    /// The first address of <paramref name="document"/> that can be called, variables at their defaults; null where it names
    /// none.
    /// </summary>
    /// <param name="document">The document.</param>
    /// <param name="location">Where it was found: a relative address is relative to that, and so is none at all.</param>
    public static Uri? Of(OpenApiDocument document, string location)
    {
        DocumentLocation.IsWeb(location, out var found);
        if (document.Servers is not { Count: > 0 } servers)
            return found is null ? null : new Uri(found, "/");
        return servers
            .Select(server => Resolve(server, found))
            .Where(address => address is not null)
            // A document that offers both means the same API: credentials travel encrypted where they can.
            .OrderByDescending(address => address!.Scheme == Uri.UriSchemeHttps)
            .FirstOrDefault();
    }

    /// <summary>Why <paramref name="operation"/> cannot be called where the rest of the document is; null where it can.</summary>
    /// <remarks>
    /// A tool call goes to the one API that the application named. An operation that has a server of its own would carry the
    /// caller's credentials to a host that nobody chose.
    /// </remarks>
    public static string? ReasonToOmit(OpenApiDocument document, string path, OpenApiOperation operation)
    {
        var own = operation.Servers is { Count: > 0 } servers ? servers : document.Paths[path].Servers;
        return own is not { Count: > 0 } || own.Any(server => document.Servers?.Any(other => other.Url == server.Url) == true)
            ? null
            : $"It is served elsewhere than the rest of the document, at {own[0].Url}.";
    }

    private static Uri? Resolve(OpenApiServer server, Uri? found)
    {
        var url = server.Url ?? "";
        foreach (var (name, variable) in server.Variables ?? new Dictionary<string, OpenApiServerVariable>())
            url = url.Replace($"{{{name}}}", variable.Default, StringComparison.Ordinal);
        return (found is null ? Uri.TryCreate(url, UriKind.Absolute, out var address) : Uri.TryCreate(found, url, out address)) &&
            address.Scheme is "http" or "https"
                ? address
                : null;
    }
}
