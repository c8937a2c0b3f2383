namespace Mvc.Mcp;

/// <summary>
/// Further tools of operations, beside those that every operation becomes: what several <see cref="McpToolAttribute"/> on an
/// action say, for code that cannot be changed.
/// </summary>
/// <example>
/// <code>
/// options.Tools.Add("list_open_orders", "list_orders", tool =>
/// {
///     tool.Description = "Lists the orders that wait to be shipped.";
///     tool.Constants = ["status=Open"];
/// });
/// </code>
/// </example>
public sealed class McpAddedTools
{
    private readonly List<(string OperationId, McpToolAttribute Tool)> _all = [];

    internal IReadOnlyList<(string OperationId, McpToolAttribute Tool)> All => _all;

    /// <summary>Makes one more tool of an operation.</summary>
    /// <param name="name">The tool's name.</param>
    /// <param name="operationId">The operation, by its operationId, or by <c>{controller}_{action}</c> where it has none.</param>
    /// <param name="configure">Sets what the tool says, shows and sends. Without it the tool is the operation under another name.</param>
    public void Add(string name, string operationId, Action<McpToolAttribute>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(operationId);
        var tool = new McpToolAttribute();
        configure?.Invoke(tool);
        tool.Name = name;
        _all.Add((operationId, tool));
    }
}
