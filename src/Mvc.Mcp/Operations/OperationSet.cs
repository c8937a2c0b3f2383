using Microsoft.OpenApi;

namespace Mvc.Mcp.Operations;

/// <summary>What a source has: a document, its operations, and what the developer should know of those it lacks.</summary>
/// <param name="Document">The document; references resolve against it.</param>
/// <param name="Operations">The operations in the document's order.</param>
internal sealed record OperationSet(OpenApiDocument Document, IReadOnlyList<ApiOperation> Operations)
{
    /// <summary>Operations of the application that the document does not hold, each with the reason.</summary>
    public IReadOnlyList<McpOmittedOperation> Omitted { get; init; } = [];

    /// <summary>What to warn the developer of.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
