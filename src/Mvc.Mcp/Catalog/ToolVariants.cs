using Mvc.Mcp.Operations;
using Mvc.Mcp.Schemas;

namespace Mvc.Mcp.Catalog;

/// <summary>Finds all tools of an operation: one for each attribute on its action, and those that options add.</summary>
internal sealed class ToolVariants(McpOptions options)
{
    private readonly HashSet<string> _made = new(StringComparer.Ordinal);

    /// <summary>The operation once for each of its tools, in the order of the attributes.</summary>
    /// <exception cref="InvalidOperationException">Two of them have no name.</exception>
    public IEnumerable<ApiOperation> Of(ApiOperation operation)
    {
        var first = operation.Tool;
        if (first.Others.Append(first).Count(tool => tool.Name is null) > 1)
        {
            throw new InvalidOperationException(
                $"{operation.Public} ({operation.ApiDescription?.ActionDescriptor.DisplayName}): [McpTool] stands there more than once without a Name. Give each further tool its own.");
        }
        yield return operation;
        foreach (var tool in first.Others)
            yield return operation.For(tool);
        var name = OperationNames.Of(operation);
        foreach (var (_, tool) in options.Tools.All.Where(added => added.OperationId == name))
        {
            _made.Add(name);
            yield return operation.For(first.With(tool));
        }
    }

    /// <summary>A warning for each tool whose operation was left out.</summary>
    /// <exception cref="InvalidOperationException">A tool is to be made of an operation that there is not.</exception>
    public IEnumerable<string> Warnings(IReadOnlyCollection<string> operations)
    {
        foreach (var (operation, tool) in options.Tools.All.Where(added => !_made.Contains(added.OperationId)))
        {
            if (!operations.Contains(operation))
            {
                throw new InvalidOperationException(
                    $"McpOptions.{nameof(McpOptions.Tools)} adds '{tool.Name}' of the operation '{operation}', but there is no such operation.{NearNames.Question(operation, operations)}");
            }
            yield return $"McpOptions.{nameof(McpOptions.Tools)} adds '{tool.Name}', but its operation '{operation}' is no tool, so nor is this.";
        }
    }
}
