namespace Mvc.Mcp.Execution;

/// <summary>A call that was ended by one of the library's limits. The message is for the caller.</summary>
internal sealed class CallEndedException(string message, Exception? innerException = null) : Exception(message, innerException);
