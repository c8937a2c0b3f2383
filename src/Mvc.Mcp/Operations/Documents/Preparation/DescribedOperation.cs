namespace Mvc.Mcp.Operations.Documents.Preparation;

/// <summary>An operation that a document describes, whatever becomes of it.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Method">Its method as the document spells it.</param>
/// <param name="OperationId">Its name in the document, where it has one.</param>
internal sealed record DescribedOperation(string Path, string Method, string? OperationId);
