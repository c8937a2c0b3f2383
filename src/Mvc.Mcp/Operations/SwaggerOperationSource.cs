using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Mvc.Mcp.Operations.OwnDocument;
using Swashbuckle.AspNetCore.Swagger;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Mvc.Mcp.Operations;

/// <summary>
/// Reads the application's own operations: from its Swagger document, all its filters applied, or from one made for the purpose
/// where it has none.
/// </summary>
/// <param name="services">The application's services.</param>
internal sealed class SwaggerOperationSource(IServiceProvider services) : IOperationSource
{
    /// <inheritdoc />
    public async ValueTask<OperationSet> ReadAsync(McpOptions options, CancellationToken cancellationToken)
    {
        using var scope = services.CreateScope();
        // What is wrong with the application's own actions MVC says in its own words, before Swagger takes part.
        var described = ApplicationDescriptions.Of(scope.ServiceProvider, options.IncludeMinimalApis);
        var operations = ODataOperations.Choose(scope.ServiceProvider.GetService<IAsyncSwaggerProvider>() is { } swagger
            ? await ReadApplicationsAsync(swagger, described, options, scope.ServiceProvider)
            : await ReadOwnAsync(described, options, scope.ServiceProvider));
        return operations with { Warnings = [.. operations.Warnings, .. SerializerCheck.Warnings(scope.ServiceProvider)] };
    }

    private static async Task<OperationSet> ReadOwnAsync(IReadOnlyList<ApiDescription> described, McpOptions options, IServiceProvider services)
    {
        var choice = new DescriptionChoice(described, options.DocumentName);
        var document = await GenerateAsync("of the application's actions", () => DocumentForTools.MakeAsync(choice.Chosen, services));
        return new OperationSet(document, DocumentOperations.Of(document))
        {
            Omitted = [.. choice.Omitted, .. UndescribedActions.Omitted(services, described)],
            Warnings = [.. choice.Warnings],
        };
    }

    private static async Task<OperationSet> ReadApplicationsAsync(
        IAsyncSwaggerProvider swagger, IReadOnlyList<ApiDescription> described, McpOptions options, IServiceProvider services)
    {
        if (options.IncludeMinimalApis && !MinimalApis.AreDescribed(services))
        {
            throw new InvalidOperationException(
                "McpOptions.IncludeMinimalApis is set, but ApiExplorer describes no minimal APIs. " +
                "Add builder.Services.AddEndpointsApiExplorer().");
        }
        var names = services.GetRequiredService<SwaggerGeneratorOptions>().SwaggerDocs.Keys;
        var name = options.DocumentName ?? names.First();
        if (!names.Contains(name))
        {
            throw new InvalidOperationException(
                $"McpOptions.DocumentName is '{name}', but the registered Swagger documents are: {string.Join(", ", names)}.");
        }
        var document = await GenerateAsync($"'{name}'", () => swagger.GetSwaggerAsync(name));
        var operations = DocumentOperations.Of(document);
        return new OperationSet(document, operations)
        {
            Omitted = [.. UndescribedActions.NotIn(name, operations, described), .. UndescribedActions.Omitted(services, described)],
            Warnings = options.DocumentName is null && names.Count > 1
                ? [$"The application has the Swagger documents {string.Join(", ", names.Select(each => $"'{each}'"))}; tools are made of the first. " +
                   $"Name one with McpOptions.{nameof(McpOptions.DocumentName)}, for several endpoints with " +
                   $"app.MapMcp(\"/mcp/{names.Last()}\", o => o.{nameof(McpOptions.DocumentName)} = \"{names.Last()}\")."]
                : [],
        };
    }

    private static async Task<OpenApiDocument> GenerateAsync(string name, Func<Task<OpenApiDocument>> generate)
    {
        try
        {
            // The asynchronous provider alone runs asynchronous filters.
            return await generate();
        }
#pragma warning disable CA1031 // Filters are the application's own and may throw anything.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            throw SwaggerFailure.Explain(name, exception);
        }
    }
}
