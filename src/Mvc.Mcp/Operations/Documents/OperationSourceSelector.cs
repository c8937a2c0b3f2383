using Microsoft.Extensions.DependencyInjection;

namespace Mvc.Mcp.Operations.Documents;

/// <summary>Reads the operations from where the options of an endpoint say: the application itself, or another API's document.</summary>
internal sealed class OperationSourceSelector(IServiceProvider services) : IOperationSource
{
    /// <inheritdoc />
    public ValueTask<OperationSet> ReadAsync(McpOptions options, CancellationToken cancellationToken)
    {
        if (options.OpenApi.IsSet)
            return services.GetRequiredService<OpenApiOperationSource>().ReadAsync(options, cancellationToken);
        return services.GetService<SwaggerOperationSource>() is { } swagger
            ? swagger.ReadAsync(options, cancellationToken)
            : throw new InvalidOperationException(
                "There is nothing to make tools of: the application has neither controllers with AddMcp() nor a document " +
                "(McpOptions.OpenApi.Document).");
    }
}
