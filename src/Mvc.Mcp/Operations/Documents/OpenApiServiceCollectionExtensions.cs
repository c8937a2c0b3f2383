using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Mvc.Mcp.Operations.Documents;

/// <summary>Registers what makes tools of another API's document.</summary>
internal static class OpenApiServiceCollectionExtensions
{
    /// <summary>Registers the source of such operations.</summary>
    public static IServiceCollection AddOpenApiSource(this IServiceCollection services)
    {
        services.AddHttpClient();
        services.TryAddSingleton<DocumentText>();
        services.TryAddSingleton<OpenApiOperationSource>();
        services.Replace(ServiceDescriptor.Singleton<IOperationSource, OperationSourceSelector>());
        return services;
    }
}
