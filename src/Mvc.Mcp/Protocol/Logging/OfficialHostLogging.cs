using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.AspNetCore;

namespace Mvc.Mcp.Protocol.Logging;

/// <summary>Gives the official host's handlers, which hand them on to each server, the loggers of <see cref="CallLoggerFactory"/>.</summary>
internal static class OfficialHostLogging
{
    /// <summary>Makes those that are registered with a factory of loggers among their services be made with ours.</summary>
    public static IServiceCollection AddCallLoggers(this IServiceCollection services)
    {
        services.AddLogging();
        services.TryAddSingleton(provider => new CallLoggerFactory(provider.GetRequiredService<ILoggerFactory>()));
        for (var i = 0; i < services.Count; i++)
        {
            if (services[i] is { IsKeyedService: false, Lifetime: ServiceLifetime.Singleton, ImplementationType: { } type } service && service.ServiceType == type && TakesLoggers(type))
            {
                services[i] = ServiceDescriptor.Singleton(
                    type, provider => ActivatorUtilities.CreateInstance(provider, type, provider.GetRequiredService<CallLoggerFactory>()));
            }
        }

        return services;
    }

    private static bool TakesLoggers(Type type) =>
        type.Assembly == typeof(HttpServerTransportOptions).Assembly &&
        type.GetConstructors() is [{ } constructor] &&
        constructor.GetParameters().Any(parameter => parameter.ParameterType == typeof(ILoggerFactory));
}
