using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Swagger;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Mvc.Mcp.Operations;

/// <summary>Reads the application's own Swagger document, all its filters applied.</summary>
/// <param name="services">The application's services.</param>
internal sealed class SwaggerOperationSource(IServiceProvider services) : IOperationSource
{
    /// <inheritdoc />
    public async ValueTask<(OpenApiDocument Document, IReadOnlyList<ApiOperation> Operations)> ReadAsync(
        McpOptions options, CancellationToken cancellationToken)
    {
        using var scope = services.CreateScope();
        if (options.IncludeMinimalApis && !MinimalApis.AreDescribed(scope.ServiceProvider))
            throw new InvalidOperationException(
                "McpOptions.IncludeMinimalApis is set, but ApiExplorer describes no minimal APIs. " +
                "Add builder.Services.AddEndpointsApiExplorer().");
        var names = scope.ServiceProvider.GetRequiredService<SwaggerGeneratorOptions>().SwaggerDocs.Keys;
        var name = options.DocumentName ?? names.First();
        if (!names.Contains(name))
            throw new InvalidOperationException(
                $"McpOptions.DocumentName is '{name}', but the registered Swagger documents are: {string.Join(", ", names)}.");
        // What is wrong with the application's own actions MVC says in its own words, before Swagger takes part.
        _ = scope.ServiceProvider.GetRequiredService<IApiDescriptionGroupCollectionProvider>().ApiDescriptionGroups;
        var document = await GenerateAsync(scope.ServiceProvider.GetRequiredService<IAsyncSwaggerProvider>(), name);
        return (document, DocumentOperations.Of(document));
    }

    private static async Task<OpenApiDocument> GenerateAsync(IAsyncSwaggerProvider provider, string name)
    {
        try
        {
            // The asynchronous provider alone runs asynchronous filters.
            return await provider.GetSwaggerAsync(name);
        }
#pragma warning disable CA1031 // Filters are the application's own and may throw anything.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            throw SwaggerFailure.Explain(name, exception);
        }
    }
}
