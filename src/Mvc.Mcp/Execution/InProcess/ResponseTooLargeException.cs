namespace Mvc.Mcp.Execution.InProcess;

/// <summary>Stops an action that writes more than <see cref="McpOptions.MaxResponseBytes"/>.</summary>
internal sealed class ResponseTooLargeException(long limit)
    : IOException($"The response is larger than the {limit} bytes that McpOptions.MaxResponseBytes allows.");
