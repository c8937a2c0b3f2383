using Mvc.Mcp;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Makes an application without controllers speak the Model Context Protocol (MCP).</summary>
public static class McpServiceCollectionExtensions
{
    /// <summary>
    /// Makes every minimal API of the application (<c>app.MapGet()</c> and the like) an MCP tool, and every action of its
    /// controllers where it has any. Map the endpoint with <c>app.MapMcp("/mcp")</c>.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets options; <see cref="McpOptions.IncludeMinimalApis"/> is set already.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <example>
    /// <code>
    /// builder.Services.AddMcp();
    ///
    /// var app = builder.Build();
    /// app.MapGet("/products/{id}", (int id, ShopDb shop) => shop.Products.Find(id)).WithName("get_product");
    /// app.MapMcp("/mcp");
    /// </code>
    /// </example>
    public static IServiceCollection AddMcp(this IServiceCollection services, Action<McpOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddEndpointsApiExplorer();
        services.AddMvcCore().AddMcp(options =>
        {
            options.IncludeMinimalApis = true;
            configure?.Invoke(options);
        });
        return services;
    }
}
