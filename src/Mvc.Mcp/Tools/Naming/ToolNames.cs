using System.Globalization;
using Mvc.Mcp.Operations;

namespace Mvc.Mcp.Tools.Naming;

/// <summary>Names tools: valid for every client, unique, and the same whenever the same operations come in the same order.</summary>
/// <param name="options">What the application calls them.</param>
/// <param name="reserved">Names that are taken by others.</param>
internal sealed class ToolNames(McpOptions options, IReadOnlySet<string> reserved)
{
    private readonly Dictionary<McpOperation, string> _names = [];
    private readonly HashSet<string> _taken = new(reserved, StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _warnings = [];

    /// <summary>What to tell the developer of names that are not as wanted.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>The name of each operation.</summary>
    /// <exception cref="InvalidOperationException">What a setting says is no name.</exception>
    public IReadOnlyDictionary<McpOperation, string> Of(IReadOnlyList<ApiOperation> operations)
    {
        var wanted = operations.Select(api => (Api: api, Name: WantedName.Of(api, options))).ToArray();
        var groups = wanted
            .GroupBy(each => each.Name.Name, each => each.Api, StringComparer.OrdinalIgnoreCase)
            .Select(group => (Name: group.Key, Operations: group.ToArray()))
            .ToArray();
        // A name that clashes with no other is taken before suffixed ones are tried.
        var clashes = groups.Where(group => !TryName(group.Name, group.Operations)).ToArray();
        foreach (var (name, clashing) in clashes)
            Distinguish(name, clashing);
        foreach (var (api, name) in wanted.Where(each => each.Name.Asked is not null))
        {
            _warnings.Add(
                $"{name.Setting} names {api.Public} '{name.Asked}', but the tool is named '{_names[api.Public]}': clients take names of " +
                $"letters (A to Z), digits, '_' and '-', of {ValidName.MaxLength} characters at most.");
        }

        return _names;
    }

    private bool TryName(string name, ApiOperation[] operations)
    {
        if (operations.Length > 1 || !_taken.Add(name))
            return false;
        _names[operations[0].Public] = name;
        return true;
    }

    private void Distinguish(string name, ApiOperation[] operations)
    {
        var difference = new Difference(name, operations);
        var general = difference.General();
        if (general is not null && _taken.Add(name))
            _names[general] = name;
        var isTaken = _taken.Contains(name);
        var candidates = difference.Names();
        foreach (var api in operations.Where(api => !_names.ContainsKey(api.Public)))
        {
            var own = candidates[api.Public].Find(_taken.Add) ?? Numbered(name);
            _names[api.Public] = own;
            _warnings.Add(
                $"The tool of {api.Public} is named '{own}', because '{name}' is {(isTaken ? "taken" : "the name of several")}. " +
                (api.IsForeign
                    ? $"Name it with o.ToolNames[\"{OperationNames.Of(api)}\"] = \"…\", or with o.ToolName where several operations have that operationId."
                    : "Name it with an operationId ([HttpGet(Name = \"…\")]) or [McpTool(Name = \"…\")]."));
        }
    }

    // Several tools of one operation, which the application gave one name.
    private string Numbered(string name) =>
        Enumerable.Range(2, int.MaxValue - 2)
            .Select(number => ValidName.WithSuffix(name, "_" + number.ToString(CultureInfo.InvariantCulture)))
            .First(_taken.Add);
}
