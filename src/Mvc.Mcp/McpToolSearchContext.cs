using ModelContextProtocol.Protocol;

namespace Mvc.Mcp;

/// <summary>One search for tools.</summary>
public sealed class McpToolSearchContext
{
    internal McpToolSearchContext(string query, int limit, IReadOnlyList<Tool> tools, IMcpCatalog catalog)
    {
        Query = query;
        Limit = limit;
        Tools = tools;
        Catalog = catalog;
    }

    /// <summary>What a model looks for, in its words.</summary>
    public string Query { get; }

    /// <summary>How many tools are wanted at most.</summary>
    public int Limit { get; }

    /// <summary>The tools that this caller sees, of the tag it asks for.</summary>
    public IReadOnlyList<Tool> Tools { get; }

    /// <summary>What the endpoint offers to all callers together, with the operation behind each tool.</summary>
    public IMcpCatalog Catalog { get; }
}
