using System.Text;
using System.Text.Json.Nodes;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Operations.Documents;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Requests.Values;
using Mvc.Mcp.Schemas;

namespace Mvc.Mcp.Tools.Inputs;

/// <summary>Makes one object of all that a request takes: the tool's input schema, and the plan that takes it apart again.</summary>
internal static class InputBuilder
{
    /// <summary>Makes both for one operation.</summary>
    public static (JsonObject Schema, RequestTemplate Plan) Build(
        ApiOperation operation, SchemaComponents components, McpOptions options, IReadOnlyList<CredentialUse> credentials)
    {
        var translator = new SchemaTranslator(components, SchemaDirection.Input, options.EnumsAsNames)
        {
            MemberNames = OData.NamesOf(operation.ApiDescription?.ActionDescriptor),
        };
        var values = new ValueSchemaReader(translator.Dereference, WireForm.NamesKeyword);
        var fields = translator.ForFields();
        var bodyReader = new BodyInputs(operation, components, translator, fields);
        var (body, bodyInputs) = bodyReader.Read();
        var (inputs, fixedInputs) = HiddenInputs.Split([.. new ParameterInputs(operation, fields, new ReservedHeaders(options, credentials)).Read(), .. bodyInputs], options, credentials);
        var names = InputNames.Of(inputs);
        var schema = new JsonObject { ["type"] = "object" };
        var properties = new JsonObject();
        var required = new JsonArray();
        var arguments = new List<ArgumentBinding>(inputs.Count);
        foreach (var (name, input) in names.Zip(inputs))
        {
            if (input.Hints is { } hints)
                ParameterMetadata.Write(input.Schema, hints);
            if (!Ascii.IsValid(input.WantedName))
                TellName(input);
            properties[name] = input.Schema;
            if (input.Required)
                required.Add(name);
            arguments.Add(Plan(name, input, translator, values));
        }

        if (bodyReader.Note is { } note)
            schema["description"] = note;
        schema["properties"] = properties;
        if (required.Count > 0)
            schema["required"] = required;
        schema["additionalProperties"] = false;
        HeaderMetadata.Check(properties, translator);
        translator.AddDefinitions(schema);
        EnumNames.TakeAway(schema);
        return (schema, new RequestTemplate(operation.Method, operation.Path, arguments, body)
        {
            ActionValidates = SelfValidation.Of(operation.ApiDescription?.ActionDescriptor),
            IsForeign = operation.IsForeign,
            Accept = AcceptHeader.Of(operation),
            Fixed = [.. fixedInputs.Select(each => (Plan(each.Input.WireName, each.Input, translator, values), each.Value))],
        });
    }

    // In ASCII the name says less than the API's own.
    private static void TellName(Input input)
    {
        var text = input.Schema["description"]?.ToString();
        if (text?.Contains(input.WantedName, StringComparison.Ordinal) != true)
            input.Schema["description"] = string.IsNullOrEmpty(text) ? input.WantedName : $"{text} ({input.WantedName})";
    }

    private static ArgumentBinding Plan(string name, Input input, SchemaTranslator translator, ValueSchemaReader values)
    {
        var kind = SchemaKinds.KindOf(translator.Dereference(input.Schema));
        return new ArgumentBinding
        {
            Name = name,
            Location = input.Location,
            WireName = input.WireName,
            Kind = kind == ArgumentKind.Object && input.IsFile ? ArgumentKind.File : kind,
            Schema = input.IsFile ? FileSchema.ValueOf(input.Schema) : values.Read(input.Schema),
            Required = input.Required,
            CatchAll = input.CatchAll,
            IsCallersHeader = input.IsCallersHeader,
            Style = input.Style,
        };
    }
}
