using System.Globalization;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Requests;

namespace Mvc.Mcp.Tools.Naming;

/// <summary>Names tools: valid for every client, unique, and the same whenever the same operations come in the same order.</summary>
/// <param name="options">What the application calls them.</param>
/// <param name="reserved">Names that are taken by others.</param>
internal sealed class ToolNames(McpOptions options, IReadOnlySet<string> reserved)
{
    private readonly List<string> _warnings = [];

    /// <summary>What to tell the developer of names that were not unique.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>The name of each operation, in their order.</summary>
    public IReadOnlyDictionary<McpOperation, string> Of(IReadOnlyList<(ApiOperation Api, McpOperation Operation)> operations)
    {
        var names = new Dictionary<McpOperation, string>();
        var taken = new HashSet<string>(reserved, StringComparer.OrdinalIgnoreCase);
        var groups = operations
            .GroupBy(operation => ValidName.Of(Wanted(operation.Api, operation.Operation)), StringComparer.OrdinalIgnoreCase)
            .ToArray();
        // A name that clashes with no other is taken before suffixed ones are tried.
        foreach (var group in groups)
        {
            // The most general keeps the name: /products before /products/{id}.
            var first = group.MinBy(operation => Values(operation.Operation).Length);
            if (taken.Add(group.Key))
                names[first.Operation] = group.Key;
        }

        foreach (var group in groups)
        {
            foreach (var (api, operation) in group.Where(operation => !names.ContainsKey(operation.Operation)))
            {
                var others = group.Select(other => other.Operation).Where(other => other != operation);
                names[operation] = Distinguish(group.Key, operation, others, taken);
                _warnings.Add(
                    $"The tool of {operation} is named '{names[operation]}', because '{group.Key}' is taken. " +
                    (api.IsForeign
                        ? $"Name it with o.ToolNames[\"{OperationNames.Of(api)}\"] = \"…\", or with o.ToolName where several operations have that operationId."
                        : "Name it with an operationId ([HttpGet(Name = \"…\")]) or [McpTool(Name = \"…\")]."));
            }
        }

        return names;
    }

    private string Wanted(ApiOperation api, McpOperation operation)
    {
        var name = OperationNames.Of(api);
        return api.Tool.Name
            ?? options.ToolNames.FirstOrDefault(entry => entry.Key == name).Value
            ?? options.ToolName?.Invoke(operation)
            ?? options.OpenApi.Prefix + name;
    }

    // What tells overloads apart tells a model what they are for: Products_Get_by_id says more than Products_Get_2.
    private static string Distinguish(
        string name, McpOperation operation, IEnumerable<McpOperation> others, HashSet<string> taken)
    {
        var values = Values(operation);
        if (values.Length > 0 && !others.Any(other => Values(other).SequenceEqual(values)) &&
            ValidName.WithSuffix(name, "_by_" + string.Join('_', values)) is var byValues && taken.Add(byValues))
        {
            return byValues;
        }
        if (others.All(other => other.Method != operation.Method) &&
            ValidName.WithSuffix(name, "_" + operation.Method.ToLowerInvariant()) is var byMethod && taken.Add(byMethod))
        {
            return byMethod;
        }
        for (var number = 2; ; number++)
        {
            if (ValidName.WithSuffix(name, "_" + number.ToString(CultureInfo.InvariantCulture)) is var numbered && taken.Add(numbered))
                return numbered;
        }
    }

    private static string[] Values(McpOperation operation) =>
        [.. PathTemplate.Parse(operation.Path).Parts.Where(part => part.IsValue).Select(part => part.Text)];
}
