namespace Mvc.Mcp;

/// <summary>What an operation of the API becomes for MCP clients.</summary>
public enum McpKind
{
    /// <summary>A tool that a model calls.</summary>
    Tool,

    /// <summary>A resource at a fixed address that a client reads.</summary>
    Resource,

    /// <summary>A resource whose address has parameters (RFC 6570).</summary>
    ResourceTemplate,

    /// <summary>Nothing: it is neither listed nor callable.</summary>
    Exclude,
}
