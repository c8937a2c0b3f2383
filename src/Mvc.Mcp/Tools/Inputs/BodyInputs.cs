using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Schemas;

namespace Mvc.Mcp.Tools.Inputs;

/// <summary>The values that a request takes in its body.</summary>
internal sealed class BodyInputs(ApiOperation operation, SchemaComponents components, SchemaTranslator translator, SchemaTranslator fields)
{
    private const string Multipart = "multipart/form-data";
    private const string UrlEncoded = "application/x-www-form-urlencoded";

    private readonly ActionParameters _action = new(operation.ApiDescription);

    /// <summary>What to tell of the arguments together, once they are read; null for nothing.</summary>
    public string? Note { get; private set; }

    /// <summary>How the body is composed, and of what; null where the request has none.</summary>
    public (BodyTemplate? Plan, IReadOnlyList<Input> Inputs) Read()
    {
        var content = BodyContent.Of(operation.OpenApi.RequestBody);
        if (operation.OpenApi.RequestBody is not { } body || content.Count == 0 || _action.Body is { } query && OData.IsQuery(query))
            return (null, []);
        // Swashbuckle calls the body of a controller's action optional unless an attribute says otherwise; ApiExplorer knows
        // what the input formatter does with an empty one.
        var required = body.Required || _action.Body is { IsRequired: true };
        if (ActionParameters.HintsOf(_action.Body) is { Ignored: true })
            return required ? throw IgnoredButRequired.Of(_action.Body!.Name) : (null, []);
        if (PatchDocument.Is(_action.Body?.Type))
            return ReadWhole(BodyKind.Json, PatchDocument.MediaType, PatchDocument.Schema(), required);
        var json = MediaTypes.Json(content.Keys);
        var (multipart, urlEncoded) = (Find(content, Multipart), Find(content, UrlEncoded));
        // What stands for several media types is the last choice.
        if (json is not null && !(MediaTypes.IsRange(json) && content.Keys.Any(offered => !MediaTypes.IsRange(offered))))
            return ReadJson(json, content[json].Schema, required);
        if ((multipart ?? urlEncoded) is not null)
            // MVC answers 415 to a form without its content type, even where no field is required.
            return ReadForm(urlEncoded, multipart, content, body.Required || !operation.IsForeign);
        var mediaType = content.Keys.FirstOrDefault(offered => !MediaTypes.IsRange(offered)) ?? content.Keys.First();
        return MediaTypes.IsText(mediaType)
            ? ReadWhole(BodyKind.Text, mediaType, TextSchema.Of(mediaType, components, content[mediaType].Schema), required)
            : ReadWhole(BodyKind.Binary, mediaType, FileSchema.One(), required);
    }

    private (BodyTemplate, IReadOnlyList<Input>) ReadJson(string mediaType, IOpenApiSchema? schema, bool required)
    {
        var translated = translator.TranslateExpanded(schema);
        if (MediaTypes.IsRange(mediaType))
        {
            if (FileSchema.IsFile(translated))
                return ReadWhole(BodyKind.Binary, "application/octet-stream", FileSchema.One(), required);
            mediaType = "application/json";
        }

        if (operation.IsForeign)
            Note = RequiredSets.Take(translated, components.Resolve(schema));
        if (!CanFlatten(translated))
            return ReadWhole(BodyKind.Json, mediaType, translator.Translate(schema), required);
        var hints = translator.MembersOf(schema);
        var inputs = Members(translated, required, (name, member) => new Input
        {
            Location = ArgumentLocation.BodyProperty, WireName = name, Schema = member, Hints = hints.GetValueOrDefault(name)?.Parameter,
        });
        return (new BodyTemplate(BodyKind.JsonObject, mediaType, required), inputs);
    }

    private (BodyTemplate, IReadOnlyList<Input>) ReadForm(
        string? urlEncoded, string? multipart, IReadOnlyDictionary<string, MediaTypeContent> content, bool required)
    {
        var chosen = content[multipart ?? urlEncoded!];
        var schema = fields.TranslateExpanded(chosen.Schema);
        if (operation.IsForeign)
            Note = RequiredSets.Take(schema, components.Resolve(chosen.Schema));
        var members = components.Resolve(chosen.Schema)?.Properties ?? new Dictionary<string, IOpenApiSchema>();
        IReadOnlyList<Input> inputs = operation.IsForeign && schema["properties"] is not JsonObject { Count: > 0 }
            ? [FreeForm(schema)]
            : Members(schema, required: true, (name, member) => ReadField(name, member) is { } field ? field with { Style = StyleOf(name) } : null);
        var files = inputs.Any(input => input.Location == ArgumentLocation.FormFile);
        var plan = urlEncoded is not null && !files
            ? new BodyTemplate(BodyKind.UrlEncodedForm, urlEncoded, required)
            : new BodyTemplate(BodyKind.MultipartForm, multipart ?? Multipart, required);
        return (plan, inputs);

        ValueStyle? StyleOf(string name) => operation.IsForeign
            ? DocumentStyles.OfField(members.TryGetValue(name, out var member) ? member : null, chosen.Encoding?.TryGetValue(name, out var encoding) == true ? encoding : null)
            : null;
    }

    // A form whose fields have no names yet: each member of one argument is a field.
    private static Input FreeForm(JsonObject schema) => new()
    {
        Location = ArgumentLocation.FormField,
        WireName = "form",
        Schema = schema.Count == 0 ? new JsonObject { ["type"] = "object" } : schema,
        Style = new ValueStyle(ValueFormat.Form, Explode: true),
    };

    private Input? ReadField(string name, JsonObject schema)
    {
        if (_action.IsStrayField(name))
            return null;
        var known = _action.Find(name, inPath: false);
        var hints = ActionParameters.HintsOf(known);
        var required = known is not null && ActionParameters.IsRequired(known);
        if (hints is { Ignored: true })
            return required ? throw IgnoredButRequired.Of(name) : null;
        var file = FileSchema.IsFile(schema);
        if (!file && ActionParameters.HasOwnBinder(known))
            schema = WireForm.Described(new JsonObject { ["type"] = "string" }, schema["description"]);
        ActionParameters.WriteRules(schema, known);
        return new Input
        {
            Location = file ? ArgumentLocation.FormFile : ArgumentLocation.FormField,
            WireName = ActionParameters.WireNameOf(known, name),
            Schema = file ? FileSchema.For(schema) : schema,
            IsFile = file,
            Required = required,
            Hints = hints?.Parameter,
        };
    }

    private (BodyTemplate, IReadOnlyList<Input>) ReadWhole(BodyKind kind, string mediaType, JsonObject schema, bool required)
    {
        if (operation.OpenApi.RequestBody?.Description is { Length: > 0 } text)
            schema["description"] = schema["description"] is { } own && kind == BodyKind.Text ? $"{text.Trim()} {own}" : text.Trim();
        var input = new Input
        {
            Location = ArgumentLocation.Body,
            WireName = _action.Body?.Name ?? "body",
            Schema = schema,
            IsFile = kind == BodyKind.Binary,
            Required = required,
            Hints = ActionParameters.HintsOf(_action.Body)?.Parameter,
        };
        return (new BodyTemplate(kind, mediaType, required), [input]);
    }

    // An object with members of its own and nothing else: alternatives, dictionaries and scalars stay one argument.
    private static bool CanFlatten(JsonObject schema) =>
        SchemaKinds.KindOf(schema) == ArgumentKind.Object &&
        schema["properties"] is JsonObject { Count: > 0 } &&
        schema["additionalProperties"] is not JsonObject &&
        !schema.Any(keyword => keyword.Key is "oneOf" or "anyOf" or "allOf" or "not" or "patternProperties");

    private static List<Input> Members(JsonObject schema, bool required, Func<string, JsonObject, Input?> read)
    {
        var names = (schema["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()).ToHashSet();
        var inputs = new List<Input>();
        foreach (var (name, member) in schema["properties"] as JsonObject ?? [])
        {
            if (read(name, member!.DeepClone().AsObject()) is { } input)
                inputs.Add(input with { Required = input.Required || required && names.Contains(name) });
        }

        return inputs;
    }

    private static string? Find(IReadOnlyDictionary<string, MediaTypeContent> content, string mediaType) =>
        content.Keys.FirstOrDefault(key => key.StartsWith(mediaType, StringComparison.OrdinalIgnoreCase));
}
