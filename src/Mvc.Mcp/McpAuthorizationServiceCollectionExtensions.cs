using Microsoft.Extensions.DependencyInjection.Extensions;
using Mvc.Mcp;
using Mvc.Mcp.Authorization;
using Mvc.Mcp.Execution.InProcess;
using Mvc.Mcp.Execution.Visibility;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds what tells the authorization of tools.</summary>
public static class McpAuthorizationServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="IMcpAuthorization"/>. <c>AddMcp()</c> does so by itself; it is for those whose tools are all written
    /// for the MCP SDK.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddMcpAuthorization(this IServiceCollection services)
    {
        services.AddRouting();
        services.AddAuthorization();
        services.TryAddSingleton<ActionEndpoints>();
        services.TryAddSingleton<UnmappedEndpoints>();
        services.TryAddSingleton<ToolAuthorization>();
        services.TryAddSingleton<IMcpAuthorization, PrimitiveAuthorization>();
        return services;
    }
}
