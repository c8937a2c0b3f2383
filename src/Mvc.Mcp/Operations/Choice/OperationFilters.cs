using Mvc.Mcp.Schemas;

namespace Mvc.Mcp.Operations.Choice;

/// <summary>Decides by <see cref="McpOptions"/>' filters which operations are left out.</summary>
internal sealed class OperationFilters
{
    private readonly HashSet<string> _includedOperations;
    private readonly HashSet<string> _excludedOperations;
    private readonly HashSet<string> _includedTags;
    private readonly HashSet<string> _excludedTags;
    private readonly HashSet<string> _named;

    /// <exception cref="InvalidOperationException">Two filters contradict each other.</exception>
    public OperationFilters(McpOptions options)
    {
        Refuse(options.IncludeOperations, nameof(McpOptions.IncludeOperations), options.ExcludeOperations, nameof(McpOptions.ExcludeOperations));
        Refuse(options.IncludeTags, nameof(McpOptions.IncludeTags), options.ExcludeTags, nameof(McpOptions.ExcludeTags));
        _includedOperations = [.. options.IncludeOperations];
        _excludedOperations = [.. options.ExcludeOperations];
        _includedTags = [.. options.IncludeTags];
        _excludedTags = [.. options.ExcludeTags];
        _named = [.. options.ToolNames.Keys];
    }

    /// <summary>Why the operation is left out; null where it is not.</summary>
    /// <param name="name">Its operationId, or what stands for it.</param>
    /// <param name="operation">The operation.</param>
    public Omission? ReasonToOmit(string name, McpOperation operation)
    {
        if (_excludedOperations.Contains(name))
            return new Omission($"McpOptions.{nameof(McpOptions.ExcludeOperations)} names '{name}'.", $"Take \"{name}\" out of o.{nameof(McpOptions.ExcludeOperations)}.");
        if (operation.Tags.FirstOrDefault(_excludedTags.Contains) is { } tag)
            return new Omission($"McpOptions.{nameof(McpOptions.ExcludeTags)} names its tag '{tag}'.", $"Take \"{tag}\" out of o.{nameof(McpOptions.ExcludeTags)}.");
        if (_includedOperations.Count + _includedTags.Count == 0 ||
            _includedOperations.Contains(name) || operation.Tags.Any(_includedTags.Contains))
        {
            return null;
        }
        return new Omission(
            $"McpOptions.{Names((_includedOperations.Count, nameof(McpOptions.IncludeOperations)), (_includedTags.Count, nameof(McpOptions.IncludeTags)))} does not name it.",
            $"o.{nameof(McpOptions.IncludeOperations)}.Add(\"{name}\");");
    }

    /// <summary>A warning for each name in a filter that names nothing.</summary>
    public IEnumerable<string> Warnings(IReadOnlyCollection<string> names, IReadOnlyCollection<string> tags) =>
        Warnings(nameof(McpOptions.IncludeOperations), _includedOperations, "operation", names)
            .Concat(Warnings(nameof(McpOptions.ExcludeOperations), _excludedOperations, "operation", names))
            .Concat(Warnings(nameof(McpOptions.ToolNames), _named, "operation", names))
            .Concat(Warnings(nameof(McpOptions.IncludeTags), _includedTags, "tag", tags))
            .Concat(Warnings(nameof(McpOptions.ExcludeTags), _excludedTags, "tag", tags));

    private static IEnumerable<string> Warnings(string setting, HashSet<string> filter, string kind, IReadOnlyCollection<string> known) =>
        filter.Except(known, StringComparer.Ordinal).Select(name =>
            $"McpOptions.{setting} names '{name}', but the Swagger document has no such {kind}.{NearNames.Question(name, known)}");

    private static string Names(params (int Count, string Name)[] filters) =>
        string.Join(" or ", filters.Where(filter => filter.Count > 0).Select(filter => filter.Name));

    private static void Refuse(ICollection<string> include, string includeName, ICollection<string> exclude, string excludeName)
    {
        if (include.Count > 0 && exclude.Count > 0)
        {
            throw new InvalidOperationException(
                $"McpOptions.{includeName} and McpOptions.{excludeName} are both set. Keep one: what is not included is left out already.");
        }
    }
}
