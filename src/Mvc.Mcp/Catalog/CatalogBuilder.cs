using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Controllers;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Conventions;
using Mvc.Mcp.Schemas;

namespace Mvc.Mcp.Catalog;

/// <summary>Turns the operations of a document into the definitions of tools.</summary>
internal sealed class CatalogBuilder(IOperationSource source)
{
    /// <summary>Reads the document anew and decides every operation of it.</summary>
    /// <exception cref="InvalidOperationException">The document or a setting is at fault; the message says which and what to do.</exception>
    public CatalogContents Build()
    {
        var (document, operations) = source.Read();
        var components = new SchemaComponents(document);
        var names = new ToolNames();
        var tools = new List<OperationDefinition>(operations.Count);
        var leftOut = new List<LeftOutOperation>();
        foreach (var operation in operations)
        {
            if (ReasonToLeaveOut(operation) is { } reason)
                leftOut.Add(new LeftOutOperation(operation, reason));
            else
                tools.Add(Define(operation, names.Take(operation), components));
        }

        return new CatalogContents { Info = document.Info ?? new(), Tools = tools, LeftOut = leftOut };
    }

    private static string? ReasonToLeaveOut(ApiOperation operation)
    {
        if (operation.Description is not { } description)
            return null;
        if (description.ActionDescriptor is not ControllerActionDescriptor action)
            return "it is not a controller's action";
        return action.Properties.TryGetValue(typeof(ActionHints), out var hints) && hints is ActionHints { Ignored: true }
            ? "[McpIgnore] stands on it or its controller"
            : null;
    }

    private static OperationDefinition Define(ApiOperation operation, string name, SchemaComponents components)
    {
        var input = new InputBuilder(operation, components).Build();
        var output = OutputSchema.Of(operation, components);
        return new OperationDefinition
        {
            Operation = operation,
            Tool = new Tool
            {
                Name = name,
                Title = OperationText.Title(operation),
                Description = OperationText.Description(operation),
                Annotations = VerbAnnotations.Of(operation.Method),
                InputSchema = JsonSerializer.SerializeToElement(input.Schema),
                OutputSchema = output is null ? null : JsonSerializer.SerializeToElement(output),
            },
            Request = input.Plan,
            WrapResult = output is not null && !OutputSchema.IsObject(output),
        };
    }
}
