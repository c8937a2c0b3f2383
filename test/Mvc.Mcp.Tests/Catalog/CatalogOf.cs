using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Catalog;

/// <summary>Builds the catalog of an application that has the named controllers and nothing else.</summary>
internal static class CatalogOf
{
    public static CatalogSnapshot Controllers(params Type[] controllers) => Controllers(_ => { }, controllers);

    public static CatalogSnapshot Controllers(Action<McpOptions> configure, params Type[] controllers) =>
        Build(configure, _ => { }, out _, controllers);

    /// <summary>The warnings of building the catalog.</summary>
    public static IReadOnlyList<string> Warnings(Action<McpOptions> configure, params Type[] controllers)
    {
        Build(configure, _ => { }, out var warnings, controllers);
        return warnings;
    }

    public static CatalogSnapshot Build(
        Action<McpOptions> configure, Action<IServiceCollection> services, out IReadOnlyList<string> warnings, params Type[] controllers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddControllers().UseOnlyControllers(controllers).AddMcp();
        services(builder.Services);
        using var app = builder.Build();
        var options = new McpOptions();
        configure(options);
        var contents = app.Services.GetRequiredService<CatalogBuilder>().BuildAsync(options, new HashSet<string> { "taken" }, CancellationToken.None).GetAwaiter().GetResult();
        warnings = contents.Warnings;
        return contents;
    }
}
