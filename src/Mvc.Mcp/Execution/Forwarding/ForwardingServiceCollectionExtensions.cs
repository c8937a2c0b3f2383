using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Mvc.Mcp.Operations.Documents;

namespace Mvc.Mcp.Execution.Forwarding;

/// <summary>Registers what forwards tool calls.</summary>
internal static class ForwardingServiceCollectionExtensions
{
    /// <summary>Registers the dispatcher that sends over named clients, for the calls whose options ask for it.</summary>
    public static IServiceCollection AddForwarding(this IServiceCollection services)
    {
        services.AddHttpClient();
        services.AddHttpContextAccessor();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ForwardedClientNames>();
        services.TryAddSingleton<ForwardedClientFactory>();
        services.TryAddSingleton<ForwardedDispatcher>();
        services.Replace(ServiceDescriptor.Singleton<IActionDispatcher, DispatcherSelector>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, ForwardedHandlerFilter>());
        return services;
    }
}
