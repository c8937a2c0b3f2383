using System.Text.Json.Nodes;

namespace Mvc.Mcp.Tool;

/// <summary>One tool, resource or resource template.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind"><c>Tool</c>, <c>Resource</c> or <c>ResourceTemplate</c>.</param>
/// <param name="Method">The HTTP method of its operation; null for a tool that was written by hand.</param>
/// <param name="Path">The path of its operation; null for a tool that was written by hand.</param>
/// <param name="Inputs">The names of its arguments, with an asterisk where it is required.</param>
/// <param name="Definition">What a client gets of it.</param>
internal sealed record CatalogItem(
    string Name, string Kind, string? Method, string? Path, IReadOnlyList<string> Inputs, JsonNode Definition)
{
    /// <summary>Whether a list tells of it, or only a search finds it.</summary>
    public bool Listed { get; init; } = true;

    /// <summary>What most hosts show a model of it, in tokens: name, description and input schema.</summary>
    public int VisibleTokens { get; init; }

    /// <summary>The whole definition, in tokens, as it travels.</summary>
    public int WireTokens { get; init; }
}
