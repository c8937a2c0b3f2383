using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.Extensions.Logging;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Operations.Choice;
using Mvc.Mcp.Operations.Documents;
using Mvc.Mcp.Schemas;
using Mvc.Mcp.Tools;
using Mvc.Mcp.Tools.Naming;
using Mvc.Mcp.Tools.Resources;

namespace Mvc.Mcp.Catalog;

/// <summary>Turns the operations of a document into the definitions of tools and resources.</summary>
internal sealed partial class CatalogBuilder(IOperationSource source, ILogger<CatalogBuilder> logger)
{
    /// <summary>Reads the document anew and decides every operation of it.</summary>
    /// <param name="options">What the application set.</param>
    /// <param name="reservedNames">The names of hand-written tools, which win a clash.</param>
    /// <exception cref="InvalidOperationException">The document or a setting is at fault; the message says which and what to do.</exception>
    public CatalogContents Build(McpOptions options, IReadOnlySet<string> reservedNames)
    {
        var filters = new OperationFilters(options);
        var kinds = new KindChoice(options);
        var (document, all) = source.Read(options);
        var operations = all.Select(api => (Api: api, Operation: new McpOperation(api))).ToArray();
        var chosen = new List<(ApiOperation Api, McpOperation Operation, McpKind Kind, string Setting)>(operations.Length);
        var omitted = new List<McpOmittedOperation>();
        foreach (var (api, operation) in operations)
        {
            if ((ReasonToOmit(options, api) ?? filters.ReasonToOmit(OperationNames.Of(api), operation)) is { } reason)
            {
                Omit(operation, reason);
                continue;
            }

            var (kind, setting) = kinds.Choose(operation);
            if (kind == McpKind.Exclude)
                Omit(operation, $"{setting} excludes it.");
            else
                chosen.Add((api, operation, kind, setting));
        }

        var naming = new ToolNames(options, reservedNames);
        var names = naming.Of([.. chosen.Select(each => (each.Api, each.Operation))]);
        var definitions = new DefinitionBuilder(options, new SchemaComponents(document));
        var tools = new List<ToolDefinition>(chosen.Count);
        var resources = new List<ResourceDefinition>();
        foreach (var (api, operation, kind, setting) in chosen)
        {
            var definition = definitions.Build(api, operation, names[operation]);
            if (kind == McpKind.Tool)
                tools.Add(definition);
            else
                resources.Add(ResourceBuilder.Build(definition, kind, setting));
        }

        Warn(naming.Warnings);
        Warn(filters.Warnings(
            [.. operations.Select(each => OperationNames.Of(each.Api)).Distinct(StringComparer.Ordinal)],
            [.. operations.SelectMany(each => each.Operation.Tags).Distinct(StringComparer.Ordinal)]));
        return new CatalogContents
        {
            Options = options, Info = document.Info ?? new(), Tools = tools, Resources = resources, Omitted = omitted,
        };

        void Omit(McpOperation operation, string reason) =>
            omitted.Add(new McpOmittedOperation(operation.Method, operation.Path, operation.OperationId, reason));
    }

    private static string? ReasonToOmit(McpOptions options, ApiOperation operation)
    {
        if (operation.ApiDescription is not { } description)
            return DocumentServer.ReasonToOmit(operation.Document, operation.Path, operation.OpenApi);
        if (description.ActionDescriptor is ControllerActionDescriptor action)
            return ActionMetadata.Of(action).Ignored ? "[McpIgnore] stands on the action or its controller." : null;
        if (!options.IncludeMinimalApis)
            return "It is not the action of a controller, and McpOptions.IncludeMinimalApis is not set.";
        return ActionMetadata.Of(description.ActionDescriptor).Ignored ? "WithMcpIgnore() was called on the endpoint or its group." : null;
    }

    private void Warn(IEnumerable<string> warnings)
    {
        foreach (var warning in warnings)
            LogWarning(warning);
    }

    [LoggerMessage(1, LogLevel.Warning, "MCP catalog: {Warning}")]
    private partial void LogWarning(string warning);
}
