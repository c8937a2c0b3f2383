using System.Text.Json.Nodes;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Schemas;

namespace Mvc.Mcp.Tools.Inputs;

/// <summary>Makes one object of all that a request takes: the tool's input schema, and the plan that takes it apart again.</summary>
internal static class InputBuilder
{
    /// <summary>Makes both for one operation.</summary>
    public static (JsonObject Schema, RequestTemplate Plan) Build(
        ApiOperation operation, SchemaComponents components, HiddenMemberReader hidden, IEnumerable<string> reservedHeaders)
    {
        var translator = new SchemaTranslator(components, SchemaDirection.Input);
        var fields = translator.ForFields();
        var (body, bodyInputs) = new BodyInputs(operation, components, translator, fields, hidden).Read();
        IReadOnlyList<Input> inputs = [.. new ParameterInputs(operation, fields, hidden).Read(), .. bodyInputs];
        var names = InputNames.Of(inputs);
        var schema = new JsonObject { ["type"] = "object" };
        var properties = new JsonObject();
        var required = new JsonArray();
        var arguments = new List<ArgumentBinding>(inputs.Count);
        foreach (var (name, input) in names.Zip(inputs))
        {
            if (input.Hints is { } hints)
                ParameterMetadata.Write(input.Schema, hints);
            properties[name] = input.Schema;
            if (input.Required)
                required.Add(name);
            arguments.Add(Plan(name, input, translator, reservedHeaders));
        }

        schema["properties"] = properties;
        if (required.Count > 0)
            schema["required"] = required;
        schema["additionalProperties"] = false;
        HeaderMetadata.Check(properties, translator);
        translator.AddDefinitions(schema);
        return (schema, new RequestTemplate(operation.Method, operation.Path, arguments, body));
    }

    private static ArgumentBinding Plan(string name, Input input, SchemaTranslator translator, IEnumerable<string> reservedHeaders)
    {
        var schema = translator.Dereference(input.Schema);
        var kind = KindOf(schema);
        return new ArgumentBinding
        {
            Name = name,
            Location = input.Location,
            WireName = input.WireName,
            Kind = kind,
            ItemKind = kind == ArgumentKind.Array && schema["items"] is JsonObject items
                ? KindOf(translator.Dereference(items))
                : ArgumentKind.Any,
            Required = input.Required,
            Nullable = SchemaKinds.TakesNull(schema),
            CatchAll = input.CatchAll,
            Reserved = input.Location == ArgumentLocation.Header && HeaderValue.IsReserved(input.WireName, reservedHeaders),
            Hidden = input.Hidden is { HideAnything: true } hidden ? hidden : null,
        };

        ArgumentKind KindOf(JsonObject described) =>
            SchemaKinds.KindOf(described) is var kind && input.IsFile && kind == ArgumentKind.Object ? ArgumentKind.File : kind;
    }
}
