using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Catalog;

/// <summary>Builds the catalog of an application that has the named controllers and nothing else.</summary>
internal static class CatalogOf
{
    public static CatalogContents Controllers(params Type[] controllers) => Controllers(new McpOptions(), null, controllers);

    public static CatalogContents Controllers(
        McpOptions options, Action<IServiceCollection>? configure, params Type[] controllers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddControllers().UseOnlyControllers(controllers);
        builder.Services.AddCatalog();
        configure?.Invoke(builder.Services);
        using var app = builder.Build();
        return app.Services.GetRequiredService<CatalogBuilder>().Build(options, new HashSet<string>());
    }
}
