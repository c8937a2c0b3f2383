using System.Collections.Frozen;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Tools;
using Mvc.Mcp.Tools.Resources;

namespace Mvc.Mcp.Catalog;

/// <summary>One making of a catalog, in the forms its readers want. It never changes: a new making takes its place.</summary>
internal sealed class CatalogState
{
    public CatalogState(CatalogContents contents, IActionCaller caller)
    {
        Contents = contents;
        ActionTools = [.. contents.Tools.Select(definition => new ActionTool(definition, caller))];
        ByName = ActionTools.ToFrozenDictionary(tool => tool.ProtocolTool.Name, StringComparer.Ordinal);
        ActionResources = [.. contents.Resources.Select(definition => new ActionResource(definition, caller))];
        ResourceUris = contents.Resources.Select(resource => resource.Uri.Template).ToFrozenSet(StringComparer.Ordinal);
        Tools = [.. contents.Tools.Select(definition => Entry(definition.Tool.Name, McpKind.Tool, definition) with { Tool = definition.Tool })];
        Resources = [.. ActionResources.Select(resource => Entry(
            resource.ProtocolResourceTemplate.Name,
            resource.IsTemplated ? McpKind.ResourceTemplate : McpKind.Resource,
            resource.Definition.Call) with { Resource = resource.ProtocolResourceTemplate })];
    }

    public CatalogContents Contents { get; }

    public IReadOnlyList<ActionTool> ActionTools { get; }

    public FrozenDictionary<string, ActionTool> ByName { get; }

    public IReadOnlyList<ActionResource> ActionResources { get; }

    public FrozenSet<string> ResourceUris { get; }

    public IReadOnlyList<McpCatalogEntry> Tools { get; }

    public IReadOnlyList<McpCatalogEntry> Resources { get; }

    private static McpCatalogEntry Entry(string name, McpKind kind, ToolDefinition definition)
    {
        var operation = definition.Operation;
        return new(name, kind, operation.Method, operation.Path, operation.OpenApi.OperationId)
        {
            Tags = new McpOperation(operation).Tags,
            ApiDescription = operation.ApiDescription,
            Arguments = [.. definition.Request.Arguments.Select(argument => new McpCatalogArgument(argument.Name, In(argument.Location), argument.WireName))],
        };
    }

    private static string In(ArgumentLocation location) => location switch
    {
        ArgumentLocation.BodyProperty or ArgumentLocation.Body => "body",
        ArgumentLocation.FormField or ArgumentLocation.FormFile => "form",
        _ => location.ToString().ToLowerInvariant(),
    };
}
