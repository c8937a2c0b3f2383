namespace Mvc.Mcp;

/// <summary>Which tools <c>tools/list</c> shows to a caller.</summary>
public enum ToolVisibility
{
    /// <summary>
    /// Those whose action's authorization lets the caller pass: <c>[Authorize]</c>, policies, conventions on endpoints and
    /// the fallback policy. What an action or a filter decides at run time cannot be known beforehand.
    /// </summary>
    Authorized,

    /// <summary>All of them, whoever asks. A call is refused all the same.</summary>
    All,
}
