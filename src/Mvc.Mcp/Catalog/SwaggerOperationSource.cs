using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Swagger;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Mvc.Mcp.Catalog;

/// <summary>Reads the application's own Swagger document, all its filters applied.</summary>
/// <param name="services">The application's services.</param>
internal sealed class SwaggerOperationSource(IServiceProvider services) : IOperationSource
{
    /// <inheritdoc />
    public (OpenApiDocument Document, IReadOnlyList<ApiOperation> Operations) Read(McpOptions mcpOptions)
    {
        using var scope = services.CreateScope();
        var provider = scope.ServiceProvider.GetRequiredService<IAsyncSwaggerProvider>();
        var options = scope.ServiceProvider.GetRequiredService<SwaggerGeneratorOptions>();
        // The asynchronous provider alone runs asynchronous filters. Nothing here has a synchronization context to block.
        var document = provider.GetSwaggerAsync(NameOf(options, mcpOptions.DocumentName)).GetAwaiter().GetResult();
        return (document, DocumentOperations.Of(document));
    }

    private static string NameOf(SwaggerGeneratorOptions options, string? wanted)
    {
        var names = options.SwaggerDocs.Keys;
        var name = wanted ?? names.First();
        return names.Contains(name)
            ? name
            : throw new InvalidOperationException(
                $"McpOptions.DocumentName is '{name}', but the registered Swagger documents are: {string.Join(", ", names)}.");
    }
}
