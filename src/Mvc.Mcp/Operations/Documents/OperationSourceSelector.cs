using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Mvc.Mcp.Operations.Documents;

/// <summary>Reads the operations from where the options of an endpoint say: the application itself, or another API's document.</summary>
internal sealed class OperationSourceSelector(IServiceProvider services) : IOperationSource
{
    /// <inheritdoc />
    public (OpenApiDocument Document, IReadOnlyList<ApiOperation> Operations) Read(McpOptions options)
    {
        if (options.OpenApi.IsSet)
            return services.GetRequiredService<OpenApiOperationSource>().Read(options);
        return services.GetService<SwaggerOperationSource>() is { } swagger
            ? swagger.Read(options)
            : throw new InvalidOperationException(
                "There is nothing to make tools of: the application has neither controllers with AddMcp() nor a document " +
                "(McpOptions.OpenApi.Document).");
    }
}
