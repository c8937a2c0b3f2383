using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.Catalog;

namespace Mvc.Mcp.Tests.Catalog;

/// <summary>Builds the catalog of an application that has the named controllers and nothing else.</summary>
internal static class CatalogOf
{
    public static CatalogContents Controllers(params Type[] controllers) => Controllers(new McpOptions(), null, controllers);

    public static CatalogContents Controllers(
        McpOptions options, Action<IServiceCollection>? configure, params Type[] controllers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddControllers().ConfigureApplicationPartManager(parts =>
        {
            parts.ApplicationParts.Clear();
            parts.ApplicationParts.Add(new Parts(controllers));
            parts.FeatureProviders.Clear();
            parts.FeatureProviders.Add(new AnyController());
        });
        builder.Services.AddCatalog();
        configure?.Invoke(builder.Services);
        using var app = builder.Build();
        return app.Services.GetRequiredService<CatalogBuilder>().Build(options, new HashSet<string>());
    }

    private sealed class Parts(Type[] types) : ApplicationPart, IApplicationPartTypeProvider
    {
        public override string Name => "Controllers of a test";

        public IEnumerable<System.Reflection.TypeInfo> Types => types.Select(System.Reflection.IntrospectionExtensions.GetTypeInfo);
    }

    // Controllers of tests are nested in the class that tests them, where the reader wants them; MVC's own provider takes
    // public top-level classes only.
    private sealed class AnyController : IApplicationFeatureProvider<Microsoft.AspNetCore.Mvc.Controllers.ControllerFeature>
    {
        public void PopulateFeature(
            IEnumerable<ApplicationPart> parts, Microsoft.AspNetCore.Mvc.Controllers.ControllerFeature feature)
        {
            foreach (var type in parts.OfType<IApplicationPartTypeProvider>().SelectMany(part => part.Types))
                feature.Controllers.Add(type);
        }
    }
}
