using System.Reflection;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Mvc.Mcp.Operations;

/// <summary>Has minimal APIs described.</summary>
internal static class MinimalApis
{
    private static readonly Type _provider = FindProvider();

    /// <summary>Whether <c>AddEndpointsApiExplorer()</c> was called.</summary>
    public static bool AreDescribed(IServiceProvider services) =>
        services.GetServices<IApiDescriptionProvider>().Any(provider => provider.GetType() == _provider);

    /// <summary>Makes what describes them, for an application that does not have it.</summary>
    public static IApiDescriptionProvider CreateProvider(IServiceProvider services) =>
        (IApiDescriptionProvider)ActivatorUtilities.CreateInstance(services, _provider);

    /// <summary>
    /// Whether an endpoint is one that <c>MapIdentityApi()</c> mapped: it signs users in, and asks for their passwords.
    /// </summary>
    public static bool SignsIn(ActionDescriptor endpoint) =>
        endpoint.EndpointMetadata?.OfType<MethodInfo>().LastOrDefault()?.DeclaringType is { } type && Outermost(type) == typeof(IdentityApiEndpointRouteBuilderExtensions);

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    // The provider is internal: what the framework registers is what there is to look for.
    private static Type FindProvider() => new ServiceCollection().AddEndpointsApiExplorer()
        .Single(service => service.ServiceType == typeof(IApiDescriptionProvider)).ImplementationType!;
}
