using System.Reflection;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.Extensions.DependencyInjection;

namespace Mvc.Mcp.Tests.Hosting;

/// <summary>Limits an application to the controllers that a test names.</summary>
internal static class ControllerTypes
{
    public static IMvcBuilder UseOnlyControllers(this IMvcBuilder builder, params Type[] controllers) =>
        builder.ConfigureApplicationPartManager(manager =>
        {
            manager.ApplicationParts.Clear();
            manager.FeatureProviders.Clear();
            manager.ApplicationParts.Add(new Part(controllers));
            manager.FeatureProviders.Add(new EveryType());
        });

    private sealed class Part(Type[] types) : ApplicationPart, IApplicationPartTypeProvider
    {
        public override string Name => "Controllers of a test";

        public IEnumerable<TypeInfo> Types => types.Select(type => type.GetTypeInfo());
    }

    // Controllers of tests are nested in the class that tests them, where the reader wants them; MVC's own provider takes
    // public top-level classes only.
    private sealed class EveryType : IApplicationFeatureProvider<ControllerFeature>
    {
        public void PopulateFeature(IEnumerable<ApplicationPart> parts, ControllerFeature feature)
        {
            foreach (var type in parts.OfType<IApplicationPartTypeProvider>().SelectMany(part => part.Types))
            {
                feature.Controllers.Add(type);
            }
        }
    }
}
