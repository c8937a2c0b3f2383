using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;
using Mvc.Mcp.Forwarding;
using Mvc.Mcp.Invocation;
using Mvc.Mcp.OpenApi;

namespace Mvc.Mcp.Server;

/// <summary>Registers the MCP server that offers what a catalog made, wherever its operations come from.</summary>
internal static class CatalogServerServiceCollectionExtensions
{
    /// <summary>Adds the SDK's server with its HTTP transport, the catalogs, and what carries out calls.</summary>
    public static IServiceCollection AddCatalogServer(this IServiceCollection services)
    {
        services.AddMcpServer().WithHttpTransport();
        services.AddHttpContextAccessor();
        services.AddOpenApiSource();
        services.AddInvocation();
        services.AddForwarding();

        services.TryAddSingleton<McpCatalogs>();
        services.TryAddSingleton<IMcpCatalog>(provider => provider.GetRequiredService<McpCatalogs>().Default);
        services.TryAddSingleton<ListToolsFilter>();
        services.TryAddSingleton<ToolListWriter>();
        services.TryAddSingleton<CallToolFilter>();
        services.TryAddSingleton<ResourceFilters>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<McpServerOptions>, ServerOptionsSetup>());
        services.TryAddSingleton<CatalogStartup>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, CatalogStartup>(provider => provider.GetRequiredService<CatalogStartup>()));
        services.AddHostedService<CatalogRefresh>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<McpOptions>, McpOptionsValidator>());
        services.AddOptions<McpOptions>().ValidateOnStart();
        return services;
    }
}
