using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Operations.Documents;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Schemas;
using Mvc.Mcp.Tools.Inputs;

namespace Mvc.Mcp.Tools;

/// <summary>Makes the definition of one operation.</summary>
internal sealed class DefinitionBuilder(McpOptions options, SchemaComponents components)
{
    private readonly Dictionary<(string?, string?, bool), (JsonElement?, JsonElement?)> _outputs = [];

    /// <summary>Makes the definition of <paramref name="operation"/> under the name it was given; null where it has to be left out.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="face">The same, as the application's delegates see it.</param>
    /// <param name="name">The tool's name.</param>
    /// <param name="reason">Why it is left out, where it is.</param>
    /// <exception cref="InvalidOperationException">An attribute contradicts the action; the message names both.</exception>
    public ToolDefinition? Build(ApiOperation operation, McpOperation face, string name, out string? reason)
    {
        var parts = TryTranslate(operation, out reason);
        return parts is null ? null : Define(operation, face, name, parts);
    }

    private Translation? TryTranslate(ApiOperation operation, out string? reason)
    {
        reason = null;
        try
        {
            return Translate(operation);
        }
        catch (UntranslatableSchemaException exception)
        {
            reason = exception.Message;
        }
        catch (InvalidOperationException exception) when (operation.ApiDescription is { ActionDescriptor.DisplayName: var action })
        {
            throw new InvalidOperationException(
                $"{operation.Method} {operation.Path}{(action is null ? "" : $" ({action})")}: {exception.Message}", exception);
        }
#pragma warning disable CA1031 // A document is somebody else's: whatever is wrong with one operation, the others go on working.
        catch (Exception exception) when (operation.ApiDescription is null)
#pragma warning restore CA1031
        {
            reason = $"The document describes it in a way that cannot be read: {exception.Message}";
        }

        return null;
    }

    private Translation Translate(ApiOperation operation)
    {
        var (input, plan) = InputBuilder.Build(operation, components, options, DocumentSecurity.Of(operation, options.OpenApi));
        var (output, legacyOutput) = Output(operation);
        var hints = ActionMetadata.Of(operation.ApiDescription?.ActionDescriptor);
        var description = OperationText.Description(operation, hints) + new ResponseText(operation, components, options).Write();
        return new Translation(JsonSerializer.SerializeToElement(input), plan, output, legacyOutput, description);
    }

    private ToolDefinition Define(ApiOperation operation, McpOperation face, string name, Translation parts)
    {
        var hints = ActionMetadata.Of(operation.ApiDescription?.ActionDescriptor);
        var tool = Make(parts.Output);
        return new ToolDefinition
        {
            Operation = operation,
            Options = options,
            Tool = tool,
            LegacyTool = parts.LegacyOutput is { } legacy ? WithOutput(tool, legacy) : tool,
            Request = parts.Plan,
            Credentials = DocumentSecurity.Of(operation, options.OpenApi),
            JsonNames = components.JsonNames,
            WrapResult = parts.LegacyOutput is not null,
            Confirm = hints.Confirm,
        };

        Tool Make(JsonElement? outputSchema)
        {
            var made = new Tool
            {
                Name = name,
                Title = OperationText.Title(operation, hints),
                Description = parts.Description,
                Annotations = VerbAnnotations.Of(operation.Method, hints, operation.IsForeign),
                InputSchema = parts.Input,
                OutputSchema = outputSchema,
                Meta = TagsMeta(face),
            };
            options.ConfigureTool?.Invoke(made, face);
            made.Name = name;
            made.InputSchema = parts.Input;
            return made;
        }
    }

    // The application has configured the tool by now, and is asked once.
    private static Tool WithOutput(Tool tool, JsonElement outputSchema)
    {
        var copy = JsonSerializer.Deserialize<Tool>(JsonSerializer.SerializeToUtf8Bytes(tool, McpJsonUtilities.DefaultOptions), McpJsonUtilities.DefaultOptions)!;
        copy.OutputSchema = outputSchema;
        return copy;
    }

    // Many operations of an API answer the same types, and the largest part of the work is in their schemas.
    private (JsonElement? Schema, JsonElement? Legacy) Output(ApiOperation operation)
    {
        if (operation.IsForeign && !options.OpenApi.OutputSchemas || OutputSchema.Described(operation) is not var (schema, plainText) || schema is null)
            return (null, null);
        var key = schema is OpenApiSchemaReference reference ? (SchemaComponents.IdOf(reference), reference.Reference.Description, plainText) : default;
        if (key.Item1 is not null && _outputs.TryGetValue(key, out var known))
            return known;
        var output = OutputSchema.Of(schema, plainText, components);
        if (operation.IsForeign && output is not null)
            StrictSchema.Write(output);
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

    /// <summary>What the document says of one operation, as far as it can be said to a client.</summary>
    private sealed record Translation(JsonElement Input, RequestTemplate Plan, JsonElement? Output, JsonElement? LegacyOutput, string Description);
}
