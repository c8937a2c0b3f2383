using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Catalog.Inputs;
using Mvc.Mcp.Conventions;
using Mvc.Mcp.Schemas;

namespace Mvc.Mcp.Catalog;

/// <summary>Makes the definition of one operation.</summary>
internal sealed class DefinitionBuilder(McpOptions options, SchemaComponents components)
{
    /// <summary>Makes the definition of <paramref name="operation"/> under the name it was given.</summary>
    /// <exception cref="InvalidOperationException">An attribute contradicts the action; the message names both.</exception>
    public OperationDefinition Build(ApiOperation operation, McpOperation face, string name)
    {
        try
        {
            return Define(operation, face, name);
        }
        catch (InvalidOperationException exception)
        {
            var action = operation.Description?.ActionDescriptor.DisplayName;
            throw new InvalidOperationException(
                $"{operation.Method} {operation.Path}{(action is null ? "" : $" ({action})")}: {exception.Message}", exception);
        }
    }

    private OperationDefinition Define(ApiOperation operation, McpOperation face, string name)
    {
        var hints = ActionHints.Of(operation.Description?.ActionDescriptor);
        var (input, plan) = InputBuilder.Build(operation, components);
        var inputSchema = JsonSerializer.SerializeToElement(input);
        var output = OutputSchema.Of(operation, components);
        var wrap = output is not null && !OutputSchema.IsObject(output);
        var description = OperationText.Description(operation, hints) + new ResponseText(operation, components, options).Write();
        var tool = Make(output);
        return new OperationDefinition
        {
            Operation = operation,
            Options = options,
            Tool = tool,
            LegacyTool = wrap ? Make(OutputSchema.Wrap(output!)) : tool,
            Request = plan,
            WrapResult = wrap,
            Confirm = hints.Confirm,
        };

        Tool Make(JsonObject? outputSchema)
        {
            var made = new Tool
            {
                Name = name,
                Title = OperationText.Title(operation, hints),
                Description = description,
                Annotations = VerbAnnotations.Of(operation.Method, hints),
                InputSchema = inputSchema,
                OutputSchema = outputSchema is null ? null : JsonSerializer.SerializeToElement(outputSchema),
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
