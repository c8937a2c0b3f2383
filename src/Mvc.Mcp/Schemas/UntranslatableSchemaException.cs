namespace Mvc.Mcp.Schemas;

/// <summary>A schema cannot be told to a client: the operation that needs it is left out, and the others are not.</summary>
/// <param name="reason">A sentence for the developer.</param>
internal sealed class UntranslatableSchemaException(string reason) : Exception(reason);
