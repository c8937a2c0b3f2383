using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Mvc.Mcp.Operations;

/// <summary>
/// Notes on each Swagger operation the action it describes, at the one moment when both are known. Joining them by path
/// afterwards would be a guess: filters rename paths.
/// </summary>
internal sealed class OperationJoinFilter : IOperationFilter
{
    // Metadata is never serialized: the application's Swagger document does not change.
    private const string Key = "Mvc.Mcp.ApiDescription";

    /// <inheritdoc />
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        operation.Metadata ??= new Dictionary<string, object>();
        operation.Metadata[Key] = context.ApiDescription;
    }

    /// <summary>What ApiExplorer says of <paramref name="operation"/>; null for an operation that a document filter added.</summary>
    public static ApiDescription? DescriptionOf(OpenApiOperation operation) =>
        operation.Metadata?.TryGetValue(Key, out var value) == true ? value as ApiDescription : null;
}
