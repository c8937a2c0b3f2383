namespace Mvc.Mcp;

/// <summary>
/// What an application may set of how its actions become MCP tools. Plain values are bindable from configuration; all are
/// checked when the application starts.
/// </summary>
public sealed class McpOptions
{
    /// <summary>
    /// The Swagger document whose operations become tools. Default: the application's first document, or one made for the
    /// purpose where the application has none.
    /// </summary>
    public string? DocumentName { get; set; }

    /// <summary>The name the server tells clients. Default: the title in the Swagger document's info.</summary>
    public string? ServerName { get; set; }

    /// <summary>The version the server tells clients. Default: the version in the Swagger document's info.</summary>
    public string? ServerVersion { get; set; }

    /// <summary>
    /// What a model should know of the server before it uses a tool; clients usually put it into the system prompt.
    /// Default: the description in the Swagger document's info, if any.
    /// </summary>
    public string? Instructions { get; set; }

    /// <summary>
    /// How many tools one page of <c>tools/list</c> holds at most. Default: 1,000. Clients ask for the next page by
    /// themselves; some old ones do not, which is why the default is more than most applications have.
    /// </summary>
    public int ListPageSize { get; set; } = 1000;
}
