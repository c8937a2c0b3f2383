using Mvc.Mcp;
using Mvc.Mcp.Protocol;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Makes MCP tools of an API that runs elsewhere.</summary>
public static class McpOpenApiBuilderExtensions
{
    /// <summary>
    /// Makes every operation of an OpenAPI document an MCP tool, whose calls are forwarded to the API that the document
    /// describes. Map the endpoint with <c>app.MapMcp("/mcp")</c>; the application needs no controllers.
    /// </summary>
    /// <param name="builder">What <c>AddMcpServer()</c> returned.</param>
    /// <param name="document">
    /// Where the document is: a URL or the path of a file (<see cref="McpOpenApiOptions.Document"/>).
    /// </param>
    /// <param name="configure">
    /// Sets options. Without <see cref="McpOptions.ForwardTo"/> calls go to the first server that the document names, and
    /// never to another host than it named when the application started.
    /// </param>
    /// <returns><paramref name="builder"/>.</returns>
    /// <remarks>
    /// The document is read when the application starts, which fails if it cannot be read; after that by
    /// <see cref="IMcpCatalog.RefreshAsync"/> and every <see cref="McpOpenApiOptions.RefreshInterval"/>. A document that cannot be
    /// read then keeps the tools of the last good one. Called again it puts another document behind the same endpoint
    /// (<see cref="McpOpenApiOptions.Add"/>). For the application's own controllers beside it, map another endpoint with options
    /// of its own.
    /// </remarks>
    /// <example>
    /// <code>
    /// builder.Services.AddMcpServer().WithOpenApi("https://api.example.com/swagger/v1/swagger.json", o =>
    /// {
    ///     o.OpenApi.RefreshInterval = TimeSpan.FromMinutes(10);
    ///     o.ForwardTo("api", client => client.BaseAddress = new Uri("https://api.example.com"));
    /// });
    /// </code>
    /// </example>
    public static IMcpServerBuilder WithOpenApi(
        this IMcpServerBuilder builder, string document, Action<McpOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(document);
        builder.Services.Configure<McpOptions>(options =>
        {
            // A second call adds a document behind the same endpoint.
            if (options.OpenApi.IsSet)
            {
                options.OpenApi.Add(document, configure);
                return;
            }

            options.OpenApi.Document = document;
            configure?.Invoke(options);
        });

        // The parts that run actions are registered here too, and want MVC's services even where no controller is.
        builder.Services.AddMvcCore();
        builder.Services.AddCatalogServer();
        return builder;
    }
}
