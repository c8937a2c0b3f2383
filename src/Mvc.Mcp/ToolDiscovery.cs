namespace Mvc.Mcp;

/// <summary>How a model learns of an endpoint's tools.</summary>
public enum ToolDiscovery
{
    /// <summary>All that the caller may call are listed.</summary>
    List,

    /// <summary>
    /// The list has a search and two callers of what it finds, one for tools that only read, so that a large API takes little of
    /// a model's context; beside them hand-written tools and pinned ones. Calls of tools by their own names go on working.
    /// </summary>
    Search,
}
