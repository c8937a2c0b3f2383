using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Schemas;
using Mvc.Mcp.Tools.Inputs;
using Mvc.Mcp.Tools.Lean;

namespace Mvc.Mcp.Tools;

/// <summary>Makes the definition of one operation.</summary>
internal sealed class DefinitionBuilder(McpOptions options, SchemaComponents components)
{
    private readonly AnnouncedOutputs _outputs = new(options, components);

    /// <summary>Makes the definition of <paramref name="operation"/> under the name it was given.</summary>
    /// <exception cref="InvalidOperationException">An attribute contradicts the action; the message names both.</exception>
    public ToolDefinition Build(ApiOperation operation, McpOperation face, string name)
    {
        try
        {
            return Define(operation, face, name);
        }
        catch (InvalidOperationException exception)
        {
            var action = operation.ApiDescription?.ActionDescriptor.DisplayName;
            throw new InvalidOperationException(
                $"{operation.Method} {operation.Path}{(action is null ? "" : $" ({action})")}: {exception.Message}", exception);
        }
    }

    private ToolDefinition Define(ApiOperation operation, McpOperation face, string name)
    {
        var hints = ActionMetadata.Of(operation.ApiDescription?.ActionDescriptor);
        var (input, plan) = InputBuilder.Build(operation, components);
        LeanSchema.Input(input, name);
        var inputSchema = JsonSerializer.SerializeToElement(input);
        var output = _outputs.Of(operation);
        var title = OperationText.Title(operation, hints);
        var description = OperationText.Description(operation, hints) + new ResponseText(operation, components, options).Write();
        var tool = Make(output.Announced);
        return new ToolDefinition
        {
            Operation = operation,
            Options = options,
            Tool = tool,
            LegacyTool = output.Wrapped is null ? tool : Make(output.Wrapped),
            Title = tool.Title ?? title,
            OutputSchema = output.Full,
            Request = plan,
            JsonNames = components.JsonNames,
            WrapResult = output.Wrapped is not null,
            Confirm = hints.Confirm,
        };

        Tool Make(JsonElement? outputSchema)
        {
            var made = new Tool
            {
                Name = name,
                Title = OperationText.Repeats(title, description) && hints.Title is null ? null : title,
                Description = description,
                Annotations = VerbAnnotations.Of(operation.Method, hints),
                InputSchema = inputSchema,
                OutputSchema = outputSchema,
                Meta = TagsMeta(face),
            };
            options.ConfigureTool?.Invoke(made, face);
            made.Name = name;
            made.InputSchema = inputSchema;
            return made;
        }
    }

    private static JsonObject? TagsMeta(McpOperation operation) => operation.Tags.Count == 0
        ? null
        : new JsonObject { ["tags"] = new JsonArray([.. operation.Tags.Select(tag => JsonValue.Create(tag))]) };
}
