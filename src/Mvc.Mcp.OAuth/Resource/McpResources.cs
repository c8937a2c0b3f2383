using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mvc.Mcp.OAuth.Resource;

/// <summary>The MCP endpoints of this application, as protected resources.</summary>
/// <remarks>They are looked up late: whoever serves them wants options and services that need this one.</remarks>
internal sealed class McpResources(IServiceProvider services, EndpointDataSource mapped, IOptions<McpResourceMetadataOptions> options)
{
    /// <summary>Where resource metadata is found (RFC 9728 section 3); the resource's path follows.</summary>
    public const string WellKnownPath = "/.well-known/oauth-protected-resource";

    private readonly Lock _lock = new();
    private TemplateMatcher[]? _paths;

    public static bool IsMcp(Endpoint endpoint) => endpoint.Metadata.GetMetadata<IMcpEndpointMetadata>() is not null;

    public bool Any => Paths.Length > 0;

    /// <summary>Whether an MCP endpoint is mapped at the path.</summary>
    public bool IsMapped(PathString path)
    {
        var values = new RouteValueDictionary();
        foreach (var matcher in Paths)
        {
            values.Clear();
            if (matcher.TryMatch(path.HasValue ? path : "/", values))
                return true;
        }
        return false;
    }

    /// <summary>Whether a resource identifier (RFC 8707 section 2) names an MCP endpoint of this application.</summary>
    public bool IsServed(string resource) =>
        Uri.TryCreate(resource, UriKind.Absolute, out var uri) &&
        uri is { Query.Length: 0, Fragment.Length: 0, UserInfo.Length: 0 } &&
        options.Value.PublicOrigin is { } origin &&
        uri.GetLeftPart(UriPartial.Authority) == origin.GetLeftPart(UriPartial.Authority) &&
        new PathString(Uri.UnescapeDataString(uri.AbsolutePath)).StartsWithSegments(PublicPathBase, StringComparison.Ordinal, out var path) &&
        IsMapped(path);

    /// <summary>
    /// The identifier of the only MCP endpoint, which a client means that names none; null where there are several, or its
    /// path has parameters.
    /// </summary>
    public string? Only =>
        Paths is [{ Template.Parameters.Count: 0 } only] && options.Value.PublicOrigin is { } origin
            ? $"{Base(origin)}/{only.Template.TemplateText}".TrimEnd('/')
            : null;

    /// <summary>The path of the MCP endpoint that metadata at a well-known path is about; null where it is about none.</summary>
    public PathString? DescribedBy(PathString path) =>
        // The path base is part of the path where metadata is asked for at the root of the host (RFC 9728 section 3.1).
        PublicPathBase.HasValue && path.StartsWithSegments(PublicPathBase, StringComparison.Ordinal, out var below) && IsMapped(below) ? below
        : IsMapped(path) ? path
        // Not "null", which is an empty path.
        : default(PathString?);

    /// <summary>Whether a request is for an MCP endpoint, also where authentication comes before routing.</summary>
    public bool IsMcp(HttpContext context) =>
        context.GetEndpoint() is { } endpoint ? IsMcp(endpoint) : IsMapped(context.Request.Path);

    /// <summary>Compares identifiers as the specification asks: neither a trailing slash nor the host's case matters.</summary>
    public static bool AreSame(string one, string other) => Canonical(one) == Canonical(other);

    /// <summary>
    /// Whether a client that names one resource, or none, may have what was granted for another, or for none: a client of the
    /// protocol version 2025-03-26 names no resource; one that does must stay with it.
    /// </summary>
    public static bool MayBeSame(string? asked, string? granted) => asked is null || granted is null || AreSame(asked, granted);

    /// <summary>The identifier of the resource at a path.</summary>
    public string Identify(HttpRequest request, PathString path) =>
        Base(request) + path.ToUriComponent().TrimEnd('/');

    /// <summary>The address of the metadata of the resource that a request is for.</summary>
    public string MetadataAddress(HttpRequest request) =>
        Base(request) + WellKnownPath + request.Path.ToUriComponent().TrimEnd('/');

    private PathString PublicPathBase => new(options.Value.PublicOrigin?.AbsolutePath.TrimEnd('/'));

    private string Base(HttpRequest request) => options.Value.PublicOrigin is { } origin
        ? Base(origin)
        : new Uri($"{request.Scheme}://{request.Host.ToUriComponent()}").GetLeftPart(UriPartial.Authority) + request.PathBase.ToUriComponent();

    private static string Base(Uri origin) => origin.GetLeftPart(UriPartial.Path).TrimEnd('/');

    private static string Canonical(string resource) => new Uri(resource).AbsoluteUri.TrimEnd('/');

    private TemplateMatcher[] Paths
    {
        get
        {
            lock (_lock)
                return _paths ??= Read();
        }
    }

    private TemplateMatcher[] Read()
    {
        // Endpoints can change while the application runs; what is read now holds until then.
        mapped.GetChangeToken().RegisterChangeCallback(_ =>
        {
            lock (_lock)
                _paths = null;
        }, null);
        return
        [
            .. services.GetRequiredService<IMcpEndpoints>().Endpoints
                .Select(endpoint => endpoint.RoutePattern.RawText ?? "")
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(pattern => new TemplateMatcher(TemplateParser.Parse(pattern.TrimStart('/')), [])),
        ];
    }
}
