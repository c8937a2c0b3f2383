using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Mvc.Mcp.Explorer;

/// <summary>Stops the start of an application that would show the page to anyone by mistake.</summary>
internal sealed class ExplorerAccess(IServiceProvider services, string pattern)
{
    /// <summary>Looks at one endpoint of the page when all conventions have been applied to it.</summary>
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
