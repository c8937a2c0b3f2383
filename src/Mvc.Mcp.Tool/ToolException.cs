namespace Mvc.Mcp.Tool;

/// <summary>Something that the user of the command can put right; the message says what.</summary>
internal sealed class ToolException(string message, Exception? inner = null) : Exception(message, inner);
