using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Mvc.Mcp.Operations.OwnDocument;

/// <summary>
/// What ApiExplorer says of the application for tools: of all its groups, of actions that it describes for nobody else, and of
/// minimal APIs whether or not the application has them described.
/// </summary>
internal static class ApplicationDescriptions
{
    /// <summary>Asks ApiExplorer anew. Nothing is kept, so that the application's own document finds what it would have found.</summary>
    public static IReadOnlyList<ApiDescription> Of(IServiceProvider services, bool minimalApis)
    {
        var providers = services.GetServices<IApiDescriptionProvider>().Where(provider => provider is not HiddenDescriptions).ToList();
        if (minimalApis && !MinimalApis.AreDescribed(services))
            providers.Add(MinimalApis.CreateProvider(services));
        var groups = new ApiDescriptionGroupCollectionProvider(services.GetRequiredService<IActionDescriptorCollectionProvider>(), providers);
        return [.. groups.ApiDescriptionGroups.Items.SelectMany(group => group.Items)];
    }
}
