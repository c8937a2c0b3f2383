using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;

namespace Mvc.Mcp.Forwarding;

/// <summary>Registers what forwards tool calls.</summary>
internal static class ForwardingServiceCollectionExtensions
{
    /// <summary>Registers the dispatcher that sends over named clients.</summary>
    public static IServiceCollection AddForwarding(this IServiceCollection services)
    {
        services.AddHttpClient();
        services.AddHttpContextAccessor();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ForwardedClientNames>();
        services.TryAddSingleton<ForwardedClientFactory>();
        services.TryAddSingleton<ForwardedDispatcher>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, ForwardedHandlerFilter>());
        return services;
    }
}
