using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Catalog.Advice;
using Mvc.Mcp.Catalog.Search;
using Mvc.Mcp.Protocol.Lists;
using Mvc.Mcp.Protocol.Stdio;
using Mvc.Mcp.Execution;
using Mvc.Mcp.Execution.Forwarding;
using Mvc.Mcp.Operations.Documents;
using Mvc.Mcp.Protocol.Discovery;

namespace Mvc.Mcp.Protocol;

/// <summary>Registers the MCP server that offers what a catalog made, wherever its operations come from.</summary>
internal static class CatalogServerServiceCollectionExtensions
{
    /// <summary>Adds the SDK's server with its HTTP transport, the catalogs, and what carries out calls.</summary>
    public static IServiceCollection AddCatalogServer(this IServiceCollection services)
    {
        services.AddOfficialHost();
        services.AddStdioServer();
        services.AddHttpContextAccessor();
        services.AddOpenApiSource();
        services.AddInvocation();
        services.AddForwarding();

        services.TryAddSingleton<UncallableTools>();
        services.TryAddSingleton<UnknownSettings>();
        services.TryAddSingleton<CatalogBuilder>();
        services.TryAddSingleton<CatalogProvider>();
        services.TryAddSingleton<IMcpCatalog>(provider => provider.GetRequiredService<CatalogProvider>());
        services.TryAddSingleton<ListToolsFilter>();
        services.TryAddSingleton<CallToolFilter>();
        services.TryAddSingleton<IMcpToolSearch, WordSearch>();
        services.TryAddSingleton<ListCacheFilter>();
        services.TryAddSingleton<SearchTool>();
        services.TryAddSingleton<SearchListFilter>();
        services.TryAddSingleton<SearchCallFilter>();
        services.TryAddSingleton<ResourceFilters>();
        services.TryAddSingleton<AnonymousInstructions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<McpServerOptions>, ServerOptionsSetup>());
        services.TryAddSingleton<AuthorizationCheck>();
        services.TryAddSingleton<MappingCheck>();
        services.TryAddSingleton<EndpointAddresses>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, CatalogStartup>());
        services.AddHostedService<CatalogRefresh>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<McpOptions>, McpOptionsValidator>());
        services.AddOptions<McpOptions>().ValidateOnStart();
        return services;
    }
}
