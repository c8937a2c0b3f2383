using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Controllers;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Catalog.Inputs;
using Mvc.Mcp.Conventions;
using Mvc.Mcp.OpenApi;
using Mvc.Mcp.Schemas;

namespace Mvc.Mcp.Catalog;

/// <summary>Turns the operations of a document into the definitions of tools.</summary>
internal sealed class CatalogBuilder(IOperationSource source)
{
    /// <summary>Reads the document anew and decides every operation of it.</summary>
    /// <param name="options">What the application set.</param>
    /// <param name="reservedNames">The names of hand-written tools, which win a clash.</param>
    /// <exception cref="InvalidOperationException">The document or a setting is at fault; the message says which and what to do.</exception>
    public CatalogContents Build(McpOptions options, IReadOnlySet<string> reservedNames)
    {
        var (document, operations) = source.Read(options);
        var components = new SchemaComponents(document);
        var names = new ToolNames(reservedNames);
        var tools = new List<OperationDefinition>(operations.Count);
        var omitted = new List<McpOmittedOperation>();
        foreach (var operation in operations)
        {
            if (ReasonToOmit(operation) is { } reason)
                omitted.Add(new McpOmittedOperation(operation.Method, operation.Path, operation.Operation.OperationId, reason));
            else
                tools.Add(Define(operation, options, names.Take(operation), components));
        }

        return new CatalogContents
        {
            Options = options, Info = document.Info ?? new(), Tools = tools, Resources = [], Omitted = omitted,
        };
    }

    private static string? ReasonToOmit(ApiOperation operation)
    {
        if (operation.Description is not { } description)
            return DocumentServer.ReasonToOmit(operation.Document, operation.Path, operation.Operation);
        if (description.ActionDescriptor is not ControllerActionDescriptor action)
            return "It is not the action of a controller.";
        return action.Properties.TryGetValue(typeof(ActionHints), out var hints) && hints is ActionHints { Ignored: true }
            ? "[McpIgnore] stands on the action or its controller."
            : null;
    }

    private static OperationDefinition Define(
        ApiOperation operation, McpOptions options, string name, SchemaComponents components)
    {
        var (input, plan) = InputBuilder.Build(operation, components);
        var output = OutputSchema.Of(operation, components);
        var wrap = output is not null && !OutputSchema.IsObject(output);
        var tool = Make(output);
        return new OperationDefinition
        {
            Operation = operation,
            Options = options,
            Tool = tool,
            LegacyTool = wrap ? Make(OutputSchema.Wrap(output!)) : tool,
            Request = plan,
            WrapResult = wrap,
        };

        Tool Make(JsonObject? outputSchema) => new()
        {
            Name = name,
            Title = OperationText.Title(operation),
            Description = OperationText.Description(operation),
            Annotations = VerbAnnotations.Of(operation.Method),
            InputSchema = JsonSerializer.SerializeToElement(input),
            OutputSchema = outputSchema is null ? null : JsonSerializer.SerializeToElement(outputSchema),
        };
    }
}
