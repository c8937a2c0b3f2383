using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Schemas;

namespace Mvc.Mcp.Catalog;

/// <summary>Registers what makes the catalog.</summary>
internal static class CatalogServiceCollectionExtensions
{
    /// <summary>Adds the catalog's services, and Swagger generation where the application has none.</summary>
    public static IServiceCollection AddCatalog(this IServiceCollection services)
    {
        // Swashbuckle registers what is missing only, so an application's own AddSwaggerGen, before or after, is unharmed.
        services.AddSwaggerGen(options =>
        {
            options.OperationFilter<OperationJoinFilter>();
            options.SchemaFilter<SchemaNoteFilter>();
        });
        services.Configure<MvcOptions>(options => options.Conventions.Add(new ActionMetadataConvention()));
        services.TryAddSingleton<SwaggerOperationSource>();
        services.TryAddSingleton<IOperationSource>(provider => provider.GetRequiredService<SwaggerOperationSource>());
        services.TryAddSingleton<CatalogBuilder>();
        return services;
    }
}
