using Mvc.Mcp;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Protocol;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Makes the actions of an ASP.NET Core application tools of the Model Context Protocol (MCP).</summary>
public static class McpMvcBuilderExtensions
{
    /// <summary>
    /// Makes every action of the application's controllers an MCP tool. Map the endpoint with <c>app.MapMcp("/mcp")</c>.
    /// </summary>
    /// <param name="builder">What <c>AddControllers()</c> returned.</param>
    /// <param name="configure">Sets options; without it every action that Swagger describes becomes a tool.</param>
    /// <returns><paramref name="builder"/>.</returns>
    /// <remarks>
    /// It registers the MCP SDK's server with its HTTP transport, and Swagger generation where the application has none. An
    /// application's own <c>AddMcpServer().WithTools&lt;T&gt;()</c>, before or after, composes with it.
    /// </remarks>
    public static IMvcBuilder AddMcp(this IMvcBuilder builder, Action<McpOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        AddMcp(builder.Services, configure);
        return builder;
    }

    /// <inheritdoc cref="AddMcp(IMvcBuilder, Action{McpOptions}?)"/>
    /// <param name="builder">What <c>AddMvcCore()</c> returned. ApiExplorer and authorization, which tools need, are added to it.</param>
    /// <param name="configure">Sets options; without it every action that Swagger describes becomes a tool.</param>
    public static IMvcCoreBuilder AddMcp(this IMvcCoreBuilder builder, Action<McpOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddApiExplorer().AddAuthorization();
        AddMcp(builder.Services, configure);
        return builder;
    }

    private static void AddMcp(IServiceCollection services, Action<McpOptions>? configure)
    {
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.AddCatalog();
        services.AddCatalogServer();
    }
}
