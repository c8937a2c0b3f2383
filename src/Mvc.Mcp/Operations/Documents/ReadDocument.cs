using Microsoft.OpenApi;

namespace Mvc.Mcp.Operations.Documents;

/// <summary>A document as it could be read, and what could not.</summary>
/// <param name="Document">What could be read.</param>
/// <param name="Omitted">The operations that it describes and that could not.</param>
/// <param name="Warnings">What else was lost of it.</param>
internal sealed record ReadDocument(OpenApiDocument Document, IReadOnlyList<McpOmittedOperation> Omitted, IReadOnlyList<string> Warnings);
