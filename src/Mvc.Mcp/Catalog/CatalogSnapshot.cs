using System.Collections.Frozen;
using Microsoft.OpenApi;
using Mvc.Mcp.Catalog.Search;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Tools;
using Mvc.Mcp.Tools.Resources;

namespace Mvc.Mcp.Catalog;

/// <summary>
/// One making of a catalog, with everything that its readers want of it. It never changes: a new making takes its place as a
/// whole, so whoever reads one sees nothing of another.
/// </summary>
internal sealed class CatalogSnapshot
{
    private readonly FrozenDictionary<string, ActionTool> _byName;

    public CatalogSnapshot(
        McpOptions options,
        OpenApiInfo info,
        IReadOnlyList<ToolDefinition> tools,
        IReadOnlyList<ResourceDefinition> resources,
        IReadOnlyList<McpOmittedOperation> omitted,
        IReadOnlyList<string> warnings,
        IActionCaller caller)
    {
        Options = options;
        Info = info;
        Tools = tools;
        Resources = resources;
        Omitted = omitted;
        Warnings = warnings;
        ActionTools = [.. tools.Select(definition => new ActionTool(definition, caller))];
        _byName = ActionTools.ToFrozenDictionary(tool => tool.ProtocolTool.Name, StringComparer.Ordinal);
        ActionResources = [.. resources.Select(definition => new ActionResource(definition, caller))];
        ToolEntries = [.. tools.Select(definition => Entry(definition.Tool.Name, McpKind.Tool, definition) with { Tool = definition.Tool, OutputSchema = definition.OutputSchema, Listed = options.Discovery == ToolDiscovery.List || definition.Pinned })];
        Index = options.Discovery == ToolDiscovery.Search ? new ToolIndex(tools) : null;
        ResourceEntries = [.. ActionResources.Select(resource => Entry(
            resource.ProtocolResourceTemplate.Name,
            resource.IsTemplated ? McpKind.ResourceTemplate : McpKind.Resource,
            resource.Definition.Call) with { Resource = resource.ProtocolResourceTemplate })];
    }

    /// <summary>The options it was made with.</summary>
    public McpOptions Options { get; }

    /// <summary>What the document says of the API.</summary>
    public OpenApiInfo Info { get; }

    /// <summary>The operations that became tools, in the order clients see them.</summary>
    public IReadOnlyList<ToolDefinition> Tools { get; }

    /// <summary>The same as tools of the SDK.</summary>
    public IReadOnlyList<ActionTool> ActionTools { get; }

    /// <summary>The same as the application sees them.</summary>
    public IReadOnlyList<McpCatalogEntry> ToolEntries { get; }

    /// <summary>The operations that became resources or resource templates, in the order clients see them.</summary>
    public IReadOnlyList<ResourceDefinition> Resources { get; }

    /// <summary>The same as resources of the SDK.</summary>
    public IReadOnlyList<ActionResource> ActionResources { get; }

    /// <summary>The same as the application sees them.</summary>
    public IReadOnlyList<McpCatalogEntry> ResourceEntries { get; }

    /// <summary>The operations that were left out, each with the reason.</summary>
    public IReadOnlyList<McpOmittedOperation> Omitted { get; }

    /// <summary>By what words the tools are found; null where they are listed.</summary>
    public ToolIndex? Index { get; }

    /// <summary>What the developer was warned of.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>The tool of that name, or null.</summary>
    public ActionTool? FindTool(string name) => _byName.GetValueOrDefault(name);

    private static McpCatalogEntry Entry(string name, McpKind kind, ToolDefinition definition)
    {
        var operation = definition.Operation;
        return new(name, kind, operation.Method, operation.Path, operation.OpenApi.OperationId)
        {
            Tags = operation.Public.Tags,
            ApiDescription = operation.ApiDescription,
            Arguments = [.. definition.Request.Arguments.Select(argument => new McpCatalogArgument(argument.Name, In(argument.Location), argument.WireName)
            {
                IsCallersHeader = argument.IsCallersHeader,
            })],
        };
    }

    private static string In(ArgumentLocation location) => location switch
    {
        ArgumentLocation.BodyProperty or ArgumentLocation.Body => "body",
        ArgumentLocation.FormField or ArgumentLocation.FormFile => "form",
        _ => location.ToString().ToLowerInvariant(),
    };
}
