namespace Mvc.Mcp.EndToEnd.Clients;

/// <summary>An MCP client as a test uses it: a new connection for every question.</summary>
internal interface IToolClient
{
    /// <summary>The names of the tools that a caller with this <c>Authorization</c> header is offered.</summary>
    Task<IReadOnlyList<string>> ListToolsAsync(Uri endpoint, string? authorization = null);

    /// <summary>What a call of a tool gives.</summary>
    Task<ToolAnswer> CallToolAsync(Uri endpoint, string name, object arguments, string? authorization = null);
}
