using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Schemas;
using Mvc.Mcp.Tools.Inputs;

namespace Mvc.Mcp.Tools;

/// <summary>Makes the definition of one operation.</summary>
internal sealed class DefinitionBuilder(McpOptions options, SchemaComponents components)
{
    private readonly Dictionary<(string?, string?, bool), (JsonElement?, JsonElement?)> _outputs = [];

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
        var inputSchema = JsonSerializer.SerializeToElement(input);
        var (output, legacyOutput) = Output(operation);
        var description = OperationText.Description(operation, hints) + new ResponseText(operation, components, options).Write();
        var tool = Make(output);
        return new ToolDefinition
        {
            Operation = operation,
            Options = options,
            Tool = tool,
            LegacyTool = legacyOutput is null ? tool : Make(legacyOutput),
            Request = plan,
            JsonNames = components.JsonNames,
            WrapResult = legacyOutput is not null,
            Confirm = hints.Confirm,
        };

        Tool Make(JsonElement? outputSchema)
        {
            var made = new Tool
            {
                Name = name,
                Title = OperationText.Title(operation, hints),
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

    // Many operations of an API answer the same types, and the largest part of the work is in their schemas.
    private (JsonElement? Schema, JsonElement? Legacy) Output(ApiOperation operation)
    {
        if (OutputSchema.Described(operation) is not var (schema, plainText) || schema is null)
            return (null, null);
        var key = schema is OpenApiSchemaReference reference ? (SchemaComponents.IdOf(reference), reference.Reference.Description, plainText) : default;
        if (key.Item1 is not null && _outputs.TryGetValue(key, out var known))
            return known;
        var output = OutputSchema.Of(schema, plainText, components);
        (JsonElement?, JsonElement?) made = output is null
            ? (null, null)
            : (JsonSerializer.SerializeToElement(output),
               OutputSchema.IsObject(output) ? null : JsonSerializer.SerializeToElement(OutputSchema.Wrap(output)));
        if (key.Item1 is not null)
            _outputs[key] = made;
        return made;
    }

    private static JsonObject? TagsMeta(McpOperation operation) => operation.Tags.Count == 0
        ? null
        : new JsonObject { ["tags"] = new JsonArray([.. operation.Tags.Select(tag => JsonValue.Create(tag))]) };
}
