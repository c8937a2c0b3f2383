using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.Authentication;

namespace Mvc.Mcp.OAuth.Resource;

/// <summary>Serves the protected resource metadata (RFC 9728) of every mapped MCP endpoint.</summary>
internal sealed class ResourceMetadataEndpoint(IOptions<McpResourceMetadataOptions> options, McpResources resources)
{
    /// <summary>The route parameter with the resource's path.</summary>
    public const string PathParameter = "resource";

    public Task HandleAsync(HttpContext context)
    {
        var path = new PathString(context.Request.RouteValues[PathParameter] is string { Length: > 0 } given ? "/" + given : null);
        if (resources.DescribedBy(path) is not { } resource)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        context.Response.Headers.CacheControl = "no-cache";
        return context.Response.WriteAsJsonAsync(
            Describe(resources.Identify(context.Request, resource)),
            McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ProtectedResourceMetadata)),
            cancellationToken: context.RequestAborted);
    }

    private ProtectedResourceMetadata Describe(string resource)
    {
        var settings = options.Value;
        return new()
        {
            Resource = resource,
            AuthorizationServers = [.. settings.AuthorizationServers],
            ScopesSupported = [.. settings.ScopesSupported],
            BearerMethodsSupported = ["header"],
            ResourceName = settings.ResourceName,
            ResourceDocumentation = settings.ResourceDocumentation?.AbsoluteUri,
        };
    }
}
