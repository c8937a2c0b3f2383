namespace Mvc.Mcp.TestApi;

/// <summary>A service that actions have injected.</summary>
public sealed class Clock
{
    /// <summary>The time.</summary>
    public TimeProvider Time { get; } = TimeProvider.System;
}
