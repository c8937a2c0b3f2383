using Microsoft.OpenApi;

namespace Mvc.Mcp.Operations;

/// <summary>Lists the operations of a document.</summary>
internal static class DocumentOperations
{
    /// <summary>The operations of <paramref name="document"/> in its order.</summary>
    public static IReadOnlyList<ApiOperation> Of(OpenApiDocument document) =>
    [
        .. from path in document.Paths ?? []
           from entry in path.Value.Operations ?? []
           select new ApiOperation(
               document, path.Key, entry.Key.Method.ToUpperInvariant(), entry.Value, OperationJoinFilter.DescriptionOf(entry.Value)),
    ];
}
