using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Operations.Choice;
using Mvc.Mcp.Operations.Documents;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Schemas;
using Mvc.Mcp.Tools.Inputs;
using Mvc.Mcp.Tools.Lean;
using Mvc.Mcp.Tools.Shaping;

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
        if (TryTranslate(operation, operation.Tool, out reason) is not { } parts)
            return null;
        var shape = Shape(operation, operation.Tool, name, parts);
        // The application knows what it calls its own.
        if (operation.IsForeign && (PlainSchema.HidesValues(shape.Input) || shape.Output.Announced is { } output && PlainSchema.HidesValues(output)))
        {
            reason = "A name or a value in its schemas, which calls would have to send as it is, has characters that nobody sees.";
            return null;
        }

        return Define(operation, face, name, parts, shape);
    }

    private Translation? TryTranslate(ApiOperation operation, ActionMetadata hints, out string? reason)
    {
        reason = null;
        try
        {
            return Translate(operation, hints);
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

    private Translation Translate(ApiOperation operation, ActionMetadata hints)
    {
        var (input, plan) = InputBuilder.Build(operation, components, options, DocumentSecurity.Of(operation, options.OpenApi));
        var nullable = NullableAnswer.Of(operation.ApiDescription?.ActionDescriptor);
        var description = OperationText.Description(operation, hints) + new ResponseText(operation, components, options).Write();
        return new Translation(input, plan, _outputs.Of(operation, nullable), nullable, description);
    }

    // What the application itself sets wrong stops the start, wherever the operation comes from.
    private ToolShape Shape(ApiOperation operation, ActionMetadata hints, string name, Translation parts)
    {
        try
        {
            var plan = ArgumentShape.Apply(parts.Input, parts.Plan, hints);
            LeanSchema.Input(parts.Input, name);
            if (operation.IsForeign)
                StrictSchema.Write(parts.Input);
            var fields = hints.Fields ?? options.FieldSelection ? FieldArgument.Add(parts.Input, parts.Output.Full) : null;
            var output = fields is null ? parts.Output : FieldArgument.Relax(parts.Output);
            return new ToolShape(PlainSchema.Strip(JsonSerializer.SerializeToElement(parts.Input)), plan, fields, output.Plain());
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidOperationException($"{operation.Method} {operation.Path} (tool {name}): {exception.Message}", exception);
        }
    }

    private ToolDefinition Define(ApiOperation operation, McpOperation face, string name, Translation parts, ToolShape shape)
    {
        var hints = operation.Tool;
        var title = PlainText.StripOrNull(OperationText.Title(operation, hints));
        string[] tags = [.. face.Tags.Select(PlainText.Strip)];
        var tool = Make(shape.Output.Announced);
        return new ToolDefinition
        {
            Operation = operation,
            Options = options,
            Tool = tool,
            LegacyTool = LegacyOf(tool, shape.Output, parts.AnswersNull),
            Title = tool.Title ?? title,
            OutputSchema = shape.Output.Full,
            Request = shape.Plan,
            Credentials = DocumentSecurity.Of(operation, options.OpenApi),
            JsonNames = components.JsonNames,
            WrapResult = shape.Output.Wrapped is not null,
            AnswersNull = parts.AnswersNull && shape.Output.Announced is not null,
            Confirm = hints.Confirm,
            Tags = tags,
            Pinned = IsPinned(name, hints),
            Fields = shape.Fields,
        };

        Tool Make(JsonElement? outputSchema)
        {
            var made = new Tool
            {
                Name = name,
                Title = OperationText.Repeats(title, parts.Description) && hints.Title is null ? null : title,
                Description = parts.Description,
                Annotations = VerbAnnotations.Of(operation.Method, hints, operation.IsForeign),
                InputSchema = shape.Input,
                OutputSchema = outputSchema,
                Meta = ToolMeta.Of(tags, IsPinned(name, hints), options.MaxResultSizeChars),
            };
            Configure(made, face, name);
            made.InputSchema = shape.Input;
            made.Title = PlainText.StripOrNull(made.Title);
            made.Description = PlainText.StripOrNull(made.Description);
            if (made.Annotations is { Title: { } annotated })
                made.Annotations.Title = PlainText.Strip(annotated);
            if (made.OutputSchema is { } output)
                made.OutputSchema = PlainSchema.Strip(output);
            return made;
        }
    }

    // Earlier protocol versions have no place for null, and clients refuse a success without what was announced.
    private static Tool LegacyOf(Tool tool, AnnouncedOutput output, bool answersNull) =>
        answersNull && output.Announced is not null ? WithOutput(tool, null)
        : output.Wrapped is { } wrapped ? WithOutput(tool, wrapped)
        : tool;

    // The application has configured the tool by now, and is asked once.
    private static Tool WithOutput(Tool tool, JsonElement? outputSchema)
    {
        var copy = JsonSerializer.Deserialize<Tool>(JsonSerializer.SerializeToUtf8Bytes(tool, McpJsonUtilities.DefaultOptions), McpJsonUtilities.DefaultOptions)!;
        copy.OutputSchema = outputSchema;
        return copy;
    }

    private void Configure(Tool tool, McpOperation face, string name)
    {
        if (options.ConfigureTool is not { } configure)
            return;
        OptionDelegate.Run(nameof(McpOptions.ConfigureTool), face, () => configure(tool, face));
        if (tool.Name != name)
        {
            throw new InvalidOperationException(
                $"McpOptions.{nameof(McpOptions.ConfigureTool)} names the tool of {face} '{tool.Name}', but it is called '{name}' by now. Name it with " +
                $"[McpTool(Name = \"…\")], o.{nameof(McpOptions.ToolNames)} or o.{nameof(McpOptions.ToolName)}.");
        }
    }

    private bool IsPinned(string name, ActionMetadata hints) => hints.Pinned == true || options.Pinned.Contains(name, StringComparer.Ordinal);

    /// <summary>What the document says of one operation, as far as it can be said to a client.</summary>
    private sealed record Translation(JsonObject Input, RequestTemplate Plan, AnnouncedOutput Output, bool AnswersNull, string Description);

    /// <summary>What a tool shows of that and takes.</summary>
    private sealed record ToolShape(JsonElement Input, RequestTemplate Plan, FieldSelector? Fields, AnnouncedOutput Output);
}
