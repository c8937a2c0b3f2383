using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Mvc.Mcp.Protocol.Stdio;

/// <summary>Registers what an application needs to be run over standard input and output.</summary>
internal static class StdioServiceCollectionExtensions
{
    private const string Iis = "Microsoft.AspNetCore.Server.IIS";

    /// <summary>Has the application's web server make way where the application is run for a local client.</summary>
    public static IServiceCollection AddStdioServer(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(StdioClient)))
            return services;

        services.AddSingleton<StdioClient>();
        if (services.LastOrDefault(service => service.ServiceType == typeof(IServer) && !service.IsKeyedService) is { ImplementationType: { } web } registered &&
            MakesWay(web))
        {
            services.Remove(registered);
            services.AddSingleton<IServer>(provider => ActivatorUtilities.CreateInstance<StdioServer>(
                provider, (IServer)ActivatorUtilities.CreateInstance(provider, web)));
        }

        return services;
    }

    // A server of a type that applications can name, such as the one for tests, is looked for by it; so is that of IIS, in
    // whose process there is no standard input anyway.
    private static bool MakesWay(Type server) => !server.IsVisible && server.Assembly.GetName().Name != Iis;
}
