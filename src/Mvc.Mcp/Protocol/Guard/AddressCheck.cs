using System.Net;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Mvc.Mcp.Protocol.Guard;

/// <summary>
/// Keeps web pages away from servers that listen on loopback: a page whose host name was rebound to 127.0.0.1
/// reaches them, but cannot hide that name from <c>Host</c> nor its own from <c>Origin</c>
/// (specification, Transports, "Security").
/// </summary>
/// <remarks>
/// Behind a reverse proxy on the same machine the public name arrives on loopback too: <c>AllowedHosts</c>, or
/// <c>RequireHost</c> on the endpoint, says that it is meant to. Origins may also be allowed by the application's
/// CORS policy. <see cref="McpOptions.AllowAnyHost"/> turns all of it off for an endpoint.
/// </remarks>
internal sealed class AddressCheck(IOptionsMonitor<HostFilteringOptions> hostFiltering, IServiceProvider services)
{
    /// <summary>What is wrong with the names in the request, or null.</summary>
    public async ValueTask<JsonRpcErrorResult?> CheckAsync(HttpContext http)
    {
        if (http.Connection.LocalIpAddress is not { } address || !IPAddress.IsLoopback(address))
            return null;

        var request = http.Request;
        if (!IsLoopbackName(request.Host.Host) && !IsAllowedHost(http, request.Host.Host))
        {
            return Forbidden(
                "Forbidden: the Host header does not name this machine. If it is a public name that a proxy passes on, " +
                "add it to AllowedHosts in the server's configuration, or set McpOptions.AllowAnyHost for this endpoint.");
        }

        var origin = request.Headers.Origin;
        if (origin.Count == 0 || await IsAllowedOriginAsync(http, origin.ToString()))
            return null;

        return Forbidden(
            "Forbidden: the Origin header names a site that may not call this server. If it should, allow it in the server's CORS policy.");
    }

    private async ValueTask<bool> IsAllowedOriginAsync(HttpContext http, string origin)
    {
        if (Uri.TryCreate(origin, UriKind.Absolute, out var uri) &&
            (IsLoopbackName(uri.Host) || IsAllowedHost(http, uri.Host)))
        {
            return true;
        }

        if (services.GetService(typeof(ICorsPolicyProvider)) is not ICorsPolicyProvider policies)
            return false;

        var metadata = http.GetEndpoint()?.Metadata.GetMetadata<ICorsMetadata>();
        var policy = metadata is ICorsPolicyMetadata { Policy: var direct }
            ? direct
            : await policies.GetPolicyAsync(http, (metadata as IEnableCorsAttribute)?.PolicyName);

        // "Any origin" opens an API to the browsers of its users; on loopback it would open it to every web page.
        return policy is { AllowAnyOrigin: false } && policy.IsOriginAllowed(origin);
    }

    private bool IsAllowedHost(HttpContext http, string host)
    {
        // The router has already compared Host with RequireHost.
        if (http.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.IHostMetadata>() is { Hosts.Count: > 0 } required &&
            HostString.MatchesAny(host, [.. required.Hosts.Select(h => new StringSegment(new HostString(h).Host))]))
        {
            return true;
        }

        // "*" is what templates write into every appsettings.json: it says nothing about loopback.
        var allowed = hostFiltering.CurrentValue.AllowedHosts.Where(name => name is not ("*" or "[::]" or "0.0.0.0"));
        return HostString.MatchesAny(host, [.. allowed.Select(name => new StringSegment(name))]);
    }

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ||
        host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) ||
        (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static JsonRpcErrorResult Forbidden(string message) =>
        new(StatusCodes.Status403Forbidden, JsonRpcErrorResult.Refused, message);
}
