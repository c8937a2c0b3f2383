using Microsoft.AspNetCore.Mvc.ApiExplorer;

namespace Mvc.Mcp.Operations.OwnDocument;

/// <summary>Decides which of an application's descriptions one document can hold, and says of the others why it cannot.</summary>
internal sealed class DescriptionChoice
{
    private static readonly HashSet<string> _methods =
        new(["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"], StringComparer.OrdinalIgnoreCase);

    private readonly List<ApiDescription> _chosen = [];
    private readonly List<McpOmittedOperation> _omitted = [];
    private readonly SortedSet<string> _olderGroups = new(ApiGroups.Oldest);

    /// <summary>Chooses among <paramref name="descriptions"/>.</summary>
    /// <param name="descriptions">All of them.</param>
    /// <param name="group">The group that options name; null for all.</param>
    public DescriptionChoice(IReadOnlyList<ApiDescription> descriptions, string? group)
    {
        var groups = descriptions.Select(description => description.GroupName).OfType<string>().Distinct(StringComparer.Ordinal).Order(ApiGroups.Oldest).ToArray();
        if (group is not null && !groups.Contains(group, StringComparer.Ordinal))
        {
            throw new InvalidOperationException(
                $"McpOptions.{nameof(McpOptions.DocumentName)} is '{group}', but the application registers no Swagger document, and " +
                (groups.Length == 0 ? "ApiExplorer has no groups either. Leave it out." : $"the groups of ApiExplorer are: {string.Join(", ", groups)}."));
        }
        foreach (var description in descriptions)
        {
            if (group is not null && description.GroupName is { } other && other != group)
                Omit(description, $"It belongs to the group '{other}', and McpOptions.{nameof(McpOptions.DocumentName)} is '{group}'.", Naming(other));
            else if (description.HttpMethod is null)
                Omit(description, "It answers every HTTP method, so that there is no telling which one a tool should use.", "Put [HttpGet], [HttpPost] or another of the kind on the action.");
            else if (!_methods.Contains(description.HttpMethod))
                Omit(description, $"OpenAPI has no method {description.HttpMethod}.", null);
            else
                _chosen.Add(description);
        }

        foreach (var rivals in _chosen.GroupBy(description => (ApiPath.OfAllVersions(description).ToUpperInvariant(), description.HttpMethod!.ToUpperInvariant())).ToArray())
            Decide([.. rivals]);
    }

    /// <summary>Those that the document holds, in ApiExplorer's order.</summary>
    public IReadOnlyList<ApiDescription> Chosen => _chosen;

    /// <summary>The others.</summary>
    public IReadOnlyList<McpOmittedOperation> Omitted => _omitted;

    /// <summary>What the developer should know.</summary>
    public IEnumerable<string> Warnings => _olderGroups.Count == 0
        ? []
        : [$"One path and method stands for several versions; tools are made of the newest that is not deprecated. The others are in the groups " +
           $"{string.Join(", ", _olderGroups.Select(group => $"'{group}'"))}: name one with McpOptions.{nameof(McpOptions.DocumentName)}, for an " +
           $"endpoint of its own with app.MapMcp(\"/mcp/{_olderGroups.First()}\", o => o.{nameof(McpOptions.DocumentName)} = \"{_olderGroups.First()}\")."];

    private void Decide(IReadOnlyList<ApiDescription> rivals)
    {
        if (rivals.Count == 1)
            return;
        var best = rivals.OrderBy(ApiGroups.IsDeprecated).ThenByDescending(rival => rival.GroupName ?? "", ApiGroups.Oldest).First();
        foreach (var rival in rivals.Where(rival => rival != best))
        {
            _chosen.Remove(rival);
            if (rival.GroupName is { } older && older != best.GroupName)
            {
                _olderGroups.Add(older);
                Omit(rival, $"Of this path and method the group '{best.GroupName}' is offered, and this is that of '{older}'.", Naming(older));
            }
            else
            {
                Omit(
                    rival,
                    $"{best.ActionDescriptor.DisplayName} has the same path and method as {rival.ActionDescriptor.DisplayName}, and a document holds one of them.",
                    "Give one of the two another route.");
            }
        }
    }

    private void Omit(ApiDescription description, string reason, string? change) =>
        _omitted.Add(OmittedDescription.Of(description, reason, change));

    private static string Naming(string group) => $"o.{nameof(McpOptions.DocumentName)} = \"{group}\";";
}
