using System.Collections.Concurrent;

namespace Mvc.Mcp.Tests.Execution.Bypass;

/// <summary>Notes which actions ran.</summary>
public sealed class RanLog
{
    public ConcurrentQueue<string> Actions { get; } = new();
}
