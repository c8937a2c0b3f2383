using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Operations.Documents;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Schemas;
using Mvc.Mcp.Tools.Inputs;
using Mvc.Mcp.Tools.Lean;

namespace Mvc.Mcp.Tools;

/// <summary>Makes the definition of one operation.</summary>
internal sealed class DefinitionBuilder(McpOptions options, SchemaComponents components)
{
    private readonly AnnouncedOutputs _outputs = new(options, components);

    /// <summary>Makes the definition of <paramref name="operation"/> under the name it was given; null where it has to be left out.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="face">The same, as the application's delegates see it.</param>
    /// <param name="name">The tool's name.</param>
    /// <param name="reason">Why it is left out, where it is.</param>
    /// <exception cref="InvalidOperationException">An attribute contradicts the action; the message names both.</exception>
    public ToolDefinition? Build(ApiOperation operation, McpOperation face, string name, out string? reason)
    {
        var parts = TryTranslate(operation, name, out reason);
        return parts is null ? null : Define(operation, face, name, parts);
    }

    private Translation? TryTranslate(ApiOperation operation, string name, out string? reason)
    {
        reason = null;
        try
        {
            return Translate(operation, name);
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

    private Translation Translate(ApiOperation operation, string name)
    {
        var (input, plan) = InputBuilder.Build(operation, components, options, DocumentSecurity.Of(operation, options.OpenApi));
        LeanSchema.Input(input, name);
        if (operation.IsForeign)
            StrictSchema.Write(input);
        var nullable = NullableAnswer.Of(operation.ApiDescription?.ActionDescriptor);
        var hints = ActionMetadata.Of(operation.ApiDescription?.ActionDescriptor);
        var description = OperationText.Description(operation, hints) + new ResponseText(operation, components, options).Write();
        return new Translation(JsonSerializer.SerializeToElement(input), plan, _outputs.Of(operation, nullable), nullable, description);
    }

    private ToolDefinition Define(ApiOperation operation, McpOperation face, string name, Translation parts)
    {
        var hints = ActionMetadata.Of(operation.ApiDescription?.ActionDescriptor);
        var title = OperationText.Title(operation, hints);
        var tool = Make(parts.Output.Announced);
        return new ToolDefinition
        {
            Operation = operation,
            Options = options,
            Tool = tool,
            LegacyTool = LegacyOf(tool, parts),
            Title = tool.Title ?? title,
            OutputSchema = parts.Output.Full,
            Request = parts.Plan,
            Credentials = DocumentSecurity.Of(operation, options.OpenApi),
            JsonNames = components.JsonNames,
            WrapResult = parts.Output.Wrapped is not null,
            AnswersNull = parts.AnswersNull && parts.Output.Announced is not null,
            Confirm = hints.Confirm,
        };

        Tool Make(JsonElement? outputSchema)
        {
            var made = new Tool
            {
                Name = name,
                Title = OperationText.Repeats(title, parts.Description) && hints.Title is null ? null : title,
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

    // Earlier protocol versions have no place for null, and clients refuse a success without what was announced.
    private static Tool LegacyOf(Tool tool, Translation parts) =>
        parts.AnswersNull && parts.Output.Announced is not null ? WithOutput(tool, null)
        : parts.Output.Wrapped is { } wrapped ? WithOutput(tool, wrapped)
        : tool;

    // The application has configured the tool by now, and is asked once.
    private static Tool WithOutput(Tool tool, JsonElement? outputSchema)
    {
        var copy = JsonSerializer.Deserialize<Tool>(JsonSerializer.SerializeToUtf8Bytes(tool, McpJsonUtilities.DefaultOptions), McpJsonUtilities.DefaultOptions)!;
        copy.OutputSchema = outputSchema;
        return copy;
    }

    private static JsonObject? TagsMeta(McpOperation operation) => operation.Tags.Count == 0
        ? null
        : new JsonObject { ["tags"] = new JsonArray([.. operation.Tags.Select(tag => JsonValue.Create(tag))]) };

    /// <summary>What the document says of one operation, as far as it can be said to a client.</summary>
    private sealed record Translation(JsonElement Input, RequestTemplate Plan, AnnouncedOutput Output, bool AnswersNull, string Description);
}
