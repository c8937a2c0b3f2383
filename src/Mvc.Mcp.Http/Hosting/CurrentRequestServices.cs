using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ModelContextProtocol.AspNetCore.Hosting;

/// <summary>
/// The services a server sees: those of the request it is answering, so that what middleware put into scoped
/// services is there for tools; between requests, those of the application.
/// </summary>
/// <remarks>
/// The request is found by the execution context it flows in, not kept in a field: a server outlives its requests,
/// and what a tool leaves running must never meet the services of the next caller.
/// </remarks>
internal sealed class CurrentRequestServices(IHttpContextAccessor accessor, IServiceProvider application) : IKeyedServiceProvider
{
    private IServiceProvider Current => accessor.HttpContext?.RequestServices ?? application;

    public object? GetService(Type serviceType) => Current.GetService(serviceType);

    public object? GetKeyedService(Type serviceType, object? serviceKey) =>
        ((IKeyedServiceProvider)Current).GetKeyedService(serviceType, serviceKey);

    public object GetRequiredKeyedService(Type serviceType, object? serviceKey) =>
        Current.GetRequiredKeyedService(serviceType, serviceKey);
}
