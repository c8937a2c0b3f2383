using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Mvc.Mcp.Protocol.Guard;

namespace Mvc.Mcp.Explorer;

/// <summary>Keeps the page from those who are not meant to have it.</summary>
internal sealed class ExplorerAccess(IServiceProvider services, string pattern)
{
    /// <summary>
    /// Lets requests through under the names that the MCP endpoints answer to: a web page whose host name was rebound to this
    /// machine reads neither the page nor what the server knows.
    /// </summary>
    public RequestDelegate ByName(RequestDelegate next)
    {
        var addresses = services.GetRequiredService<AddressCheck>();
        var options = services.GetRequiredService<IOptions<McpOptions>>();
        return async context =>
        {
            if (!options.Value.AllowAnyHost && await addresses.CheckAsync(context) is { } refused)
                await refused.WriteAsync(context);
            else
                await next(context);
        };
    }

    /// <summary>Stops the start where anyone could open the page by mistake: looks at one endpoint of it, when all conventions have been applied.</summary>
    /// <exception cref="InvalidOperationException">It is open to anyone, outside development, and nothing says that it shall be.</exception>
    public void Check(EndpointBuilder endpoint)
    {
        if (services.GetRequiredService<IWebHostEnvironment>().IsDevelopment() || IsDecided(endpoint))
            return;
        throw new InvalidOperationException(
            $"MapMcpExplorer(\"{pattern}\") would show anyone what models see, and what was left out and why, in an environment " +
            $"that is not Development. Say who may open it: app.MapMcpExplorer(\"{pattern}\").RequireAuthorization(\"policy\"); " +
            "or map it in development alone: if (app.Environment.IsDevelopment()); or, if it is meant for everyone, " +
            $"app.MapMcpExplorer(\"{pattern}\").AllowAnonymous().");
    }

    private bool IsDecided(EndpointBuilder endpoint) =>
        endpoint.Metadata.Any(metadata => metadata is IAllowAnonymous or IAuthorizeData or AuthorizationPolicy or IAuthorizationRequirementData) ||
        services.GetService<IOptions<AuthorizationOptions>>()?.Value.FallbackPolicy is not null;
}
