namespace Mvc.Mcp;

/// <summary>An operation of the API that MCP clients are not offered.</summary>
/// <param name="Method">The HTTP method in upper case.</param>
/// <param name="Path">The path template as the Swagger document spells it.</param>
/// <param name="OperationId">The operationId in the Swagger document, if it has one.</param>
/// <param name="Reason">Why it was left out, in a sentence for the developer.</param>
public sealed record McpOmittedOperation(string Method, string Path, string? OperationId, string Reason)
{
    /// <summary>What to write, or to take away, for it to be offered; null where the document decides, and nothing in the application.</summary>
    public string? Change { get; init; }
}
