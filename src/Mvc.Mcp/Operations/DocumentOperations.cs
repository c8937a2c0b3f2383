using Microsoft.OpenApi;

namespace Mvc.Mcp.Operations;

/// <summary>Lists the operations of a document.</summary>
internal static class DocumentOperations
{
    /// <summary>The operations of <paramref name="document"/> in its order.</summary>
    /// <param name="document">The document.</param>
    /// <param name="binders">What reads the values of the application's own actions; null for a document of somebody else.</param>
    public static IReadOnlyList<ApiOperation> Of(OpenApiDocument document, OwnBinders? binders = null) =>
    [
        .. from path in document.Paths ?? []
           from entry in path.Value.Operations ?? []
           select new ApiOperation(
               document, path.Key, entry.Key.Method.ToUpperInvariant(), entry.Value, OperationJoinFilter.DescriptionOf(entry.Value)) { Binders = binders },
    ];
}
