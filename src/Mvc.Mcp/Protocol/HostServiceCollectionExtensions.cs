using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;
using Mvc.Mcp.Protocol.Calls;
using Mvc.Mcp.Protocol.Endpoints;
using Mvc.Mcp.Protocol.Guard;
using Mvc.Mcp.Protocol.Lists;
using Mvc.Mcp.Protocol.Logging;
using Mvc.Mcp.Protocol.Subscriptions;

namespace Mvc.Mcp.Protocol;

/// <summary>Registers the official host and what stands before it.</summary>
internal static class HostServiceCollectionExtensions
{
    /// <summary>Adds the SDK's server with its HTTP transport, its authorization filters, and the front.</summary>
    public static IServiceCollection AddOfficialHost(this IServiceCollection services)
    {
        var server = services.AddMcpServer().WithHttpTransport();
        // Each call adds the filters once more, and applications may call AddMcp() several times.
        if (services.All(service => service.ServiceType != typeof(McpEndpoints)))
            server.AddAuthorizationFilters();

        services.AddCallLoggers();
        services.TryAddSingleton<AddressCheck>();
        services.TryAddSingleton<CredentialCheck>();
        services.TryAddSingleton<RequestGuard>();
        services.TryAddSingleton<ProtocolVersionCheck>();
        services.TryAddSingleton<StatelessRequests>();
        services.TryAddSingleton<ActionCalls>();
        services.TryAddSingleton<ToolLists>();
        services.TryAddSingleton<PostFront>();
        services.TryAddSingleton<EndpointFront>();
        services.TryAddSingleton<McpEndpoints>();
        services.TryAddSingleton<IMcpEndpoints>(provider => provider.GetRequiredService<McpEndpoints>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, McpEndpointPolicy>());
        services.TryAddSingleton<ListenHandler>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<McpServerOptions>, SharedPrimitives>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<McpServerOptions>, ListenSetup>());
        return services;
    }
}
