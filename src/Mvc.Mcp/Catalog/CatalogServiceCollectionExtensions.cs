using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Operations.OwnDocument;
using Mvc.Mcp.Schemas;

namespace Mvc.Mcp.Catalog;

/// <summary>Registers what makes the catalog.</summary>
internal static class CatalogServiceCollectionExtensions
{
    /// <summary>Adds the catalog's services.</summary>
    public static IServiceCollection AddCatalog(this IServiceCollection services)
    {
        // Heard by an application's own AddSwaggerGen, before or after; where there is none, nobody asks.
        services.ConfigureSwaggerGen(options =>
        {
            options.OperationFilter<OperationJoinFilter>();
            options.SchemaFilter<SchemaNoteFilter>();
        });
        services.Configure<MvcOptions>(options => options.Conventions.Add(new ActionMetadataConvention()));
        services.PostConfigure<MvcOptions>(options => options.Conventions.Add(new DescribedActionsConvention()));
        services.TryAddEnumerable(ServiceDescriptor.Transient<IApiDescriptionProvider, HiddenDescriptions>());
        services.TryAddSingleton<SwaggerOperationSource>();
        services.TryAddSingleton<IOperationSource>(provider => provider.GetRequiredService<SwaggerOperationSource>());
        return services;
    }
}
