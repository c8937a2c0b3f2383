using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.Extensions.Logging;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Operations.Choice;
using Mvc.Mcp.Operations.Documents;
using Mvc.Mcp.Schemas;
using Mvc.Mcp.Tools;
using Mvc.Mcp.Tools.Inputs;
using Mvc.Mcp.Tools.Naming;
using Mvc.Mcp.Tools.Resources;

namespace Mvc.Mcp.Catalog;

/// <summary>Turns the operations of a document into the definitions of tools and resources.</summary>
internal sealed partial class CatalogBuilder(IOperationSource operationSource, IActionCaller caller, ILogger<CatalogBuilder> logger)
{
    /// <summary>Reads the document anew and decides every operation of it.</summary>
    /// <param name="options">What the application set.</param>
    /// <param name="reservedNames">The names of hand-written tools, which win a clash.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">The document or a setting is at fault; the message says which and what to do.</exception>
    public async Task<CatalogSnapshot> BuildAsync(
        McpOptions options, IReadOnlySet<string> reservedNames, CancellationToken cancellationToken)
    {
        SearchNamesCheck.Run(options, reservedNames);
        var filters = new OperationFilters(options);
        var variants = new ToolVariants(options);
        var kinds = new KindChoice(options);
        var source = await operationSource.ReadAsync(options, cancellationToken);
        var (document, all) = source;
        var operations = all.Select(api => (Api: api, Operation: api.Public)).ToArray();
        var chosen = new List<(ApiOperation Api, McpOperation Operation, McpKind Kind, string Setting)>(operations.Length);
        var omitted = new List<McpOmittedOperation>(source.Omitted);
        foreach (var (api, operation) in operations)
        {
            if ((ReasonToOmit(options, api) ?? filters.ReasonToOmit(OperationNames.Of(api), operation)) is { } omission)
            {
                Omit(operation, omission);
                continue;
            }

            var (kind, setting) = kinds.Choose(operation);
            if (kind == McpKind.Exclude)
                Omit(operation, KindChoice.Excluded(operation, setting));
            else if (ReservedHeaders.ReasonToOmit(options, api) is { } uncallable)
                Omit(operation, uncallable);
            else if (kind == McpKind.Tool)
                chosen.AddRange(variants.Of(api).Select(variant => (variant, variant.Public, kind, setting)));
            else
                chosen.Add((api, operation, kind, setting));
        }

        var naming = new ToolNames(options, SearchNamesCheck.Reserve(options, reservedNames));
        var names = naming.Of([.. chosen.Select(each => (each.Api, each.Operation))]);
        var definitions = new DefinitionBuilder(options, new SchemaComponents(document));
        var tools = new List<ToolDefinition>(chosen.Count);
        var resources = new List<ResourceDefinition>();
        foreach (var (api, operation, kind, setting) in chosen)
        {
            var definition = definitions.Build(api, operation, names[operation], out var fault);
            if (definition is null)
                Omit(operation, new Omission(fault!, null));
            else if (kind == McpKind.Tool)
                tools.Add(definition);
            else
                resources.Add(ResourceBuilder.Build(definition, kind, setting));
        }

        string[] warnings =
        [
            .. source.Warnings,
            .. DocumentSecurity.Warnings(tools.Select(tool => tool.Operation), options.OpenApi, options.Forwarding?.SetHeaders ?? new HashSet<string>()),
            .. naming.Warnings,
            .. variants.Warnings([.. operations.Select(each => OperationNames.Of(each.Api))]),
            .. PinnedNames.Warnings(options, tools),
            .. TokenBudget.Warnings(options, tools),
            .. filters.Warnings(
                [.. operations.Select(each => OperationNames.Of(each.Api)).Distinct(StringComparer.Ordinal)],
                [.. operations.SelectMany(each => each.Operation.Tags).Distinct(StringComparer.Ordinal)]),
        ];
        foreach (var warning in warnings)
            LogWarning(PlainText.Strip(warning));
        return new CatalogSnapshot(options, document.Info ?? new(), tools, resources, omitted, warnings, caller);

        void Omit(McpOperation operation, Omission why) =>
            omitted.Add(new McpOmittedOperation(operation.Method, operation.Path, operation.OperationId, why.Reason) { Change = why.Change });
    }

    /// <summary>The operations of two documents together; the first says what the server is called.</summary>
    public CatalogSnapshot Join(CatalogSnapshot first, CatalogSnapshot second) => new(
        first.Options,
        first.Info,
        [.. first.Tools, .. second.Tools],
        [.. first.Resources, .. second.Resources],
        [.. first.Omitted, .. second.Omitted],
        [.. first.Warnings, .. second.Warnings],
        caller);

    private static Omission? ReasonToOmit(McpOptions options, ApiOperation operation)
    {
        if (operation.ApiDescription is not { } description)
            return DocumentServer.ReasonToOmit(operation.Document, operation.Path, operation.OpenApi) is { } reason ? new Omission(reason, null) : null;
        if (description.ActionDescriptor is ControllerActionDescriptor action)
        {
            return ActionMetadata.Of(action).Ignored
                ? new Omission(
                    "[McpIgnore] stands on the action or its controller.",
                    $"Take [McpIgnore] away from {action.ControllerTypeInfo.Name}.{action.MethodInfo.Name} or from {action.ControllerTypeInfo.Name}.")
                : null;
        }

        if (!options.IncludeMinimalApis)
            return new Omission("It is not the action of a controller, and McpOptions.IncludeMinimalApis is not set.", "o.IncludeMinimalApis = true;");
        if (MinimalApis.SignsIn(description.ActionDescriptor) && !description.ActionDescriptor.EndpointMetadata.OfType<McpToolAttribute>().Any())
            return new Omission("MapIdentityApi() mapped it, and a model has no business with passwords.", "app.MapIdentityApi<…>().WithMetadata(new McpToolAttribute());");
        return ActionMetadata.Of(description.ActionDescriptor).Ignored
            ? new Omission("WithMcpIgnore() was called on the endpoint or its group.", "Take .WithMcpIgnore() away from the endpoint or its group.")
            : null;
    }

    [LoggerMessage(1, LogLevel.Warning, "MCP catalog: {Warning}")]
    private partial void LogWarning(string warning);
}
