using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.OpenApi;
using Mvc.Mcp.Schemas;

namespace Mvc.Mcp.Catalog.Inputs;

/// <summary>The values that a request takes in its body.</summary>
internal sealed class BodyInputs(ApiOperation operation, SchemaTranslator translator)
{
    private const string Multipart = "multipart/form-data";
    private const string UrlEncoded = "application/x-www-form-urlencoded";

    /// <summary>How the body is composed; null where the request has none.</summary>
    public (BodyPlan? Plan, IReadOnlyList<Input> Inputs) Read()
    {
        if (operation.Operation.RequestBody is not { Content: { Count: > 0 } content } body)
            return (null, []);
        if (MediaTypes.Json(content.Keys) is { } json)
            return ReadJson(json, content[json].Schema, IsRequired(body));
        if (Find(content, Multipart) is { } multipart)
            return ReadForm(Find(content, UrlEncoded), multipart, content[multipart].Schema, body.Required);
        if (Find(content, UrlEncoded) is { } form)
            return ReadForm(form, null, content[form].Schema, body.Required);
        var (mediaType, offered) = content.First();
        var kind = mediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase) || IsXml(mediaType)
            ? BodyKind.Text
            : BodyKind.Binary;
        var schema = kind == BodyKind.Text ? new JsonObject { ["type"] = "string" } : FileSchema.One();
        return Whole(kind, mediaType, schema, offered.Schema?.Description, IsRequired(body));
    }

    private (BodyPlan, IReadOnlyList<Input>) ReadJson(string mediaType, IOpenApiSchema? schema, bool required)
    {
        var translated = translator.TranslateExpanded(schema);
        if (!CanFlatten(translated))
            return Whole(BodyKind.Json, mediaType, translator.Translate(schema), null, required);
        var inputs = Members(translated, required, _ => ArgumentLocation.BodyProperty);
        return (new BodyPlan(BodyKind.JsonObject, mediaType, required), inputs);
    }

    private static (BodyPlan, IReadOnlyList<Input>) ReadForm(
        string? urlEncoded, string? multipart, JsonObject schema, bool required)
    {
        var inputs = Members(schema, true, member => FileSchema.IsFile(member) ? ArgumentLocation.FormFile : ArgumentLocation.FormField);
        var files = inputs.Any(input => input.Location == ArgumentLocation.FormFile);
        var plan = urlEncoded is not null && !files
            ? new BodyPlan(BodyKind.UrlEncodedForm, urlEncoded, required)
            : new BodyPlan(BodyKind.MultipartForm, multipart ?? Multipart, required);
        return (plan, [.. inputs.Select(input => input.Location == ArgumentLocation.FormFile
            ? input with { Schema = FileSchema.For(input.Schema) }
            : input)]);
    }

    private (BodyPlan, IReadOnlyList<Input>) ReadForm(string? urlEncoded, string? multipart, IOpenApiSchema? schema, bool required) =>
        ReadForm(urlEncoded, multipart, translator.TranslateExpanded(schema), required);

    private (BodyPlan, IReadOnlyList<Input>) Whole(
        BodyKind kind, string mediaType, JsonObject schema, string? description, bool required)
    {
        if ((operation.Operation.RequestBody?.Description ?? description) is { Length: > 0 } text)
            schema["description"] = text.Trim();
        var input = new Input
        {
            Location = ArgumentLocation.Body,
            WireName = ActionParameterName() ?? "body",
            Schema = schema,
            Required = required,
        };
        return (new BodyPlan(kind, mediaType, required), [input]);
    }

    // An object with members of its own and nothing else: alternatives, dictionaries and scalars stay one argument.
    private static bool CanFlatten(JsonObject schema) =>
        schema["type"] is JsonValue type && type.GetValue<string>() == "object" &&
        schema["properties"] is JsonObject { Count: > 0 } &&
        schema["additionalProperties"] is not JsonObject &&
        !schema.ContainsKey("oneOf") && !schema.ContainsKey("anyOf") && !schema.ContainsKey("allOf");

    private static List<Input> Members(JsonObject schema, bool required, Func<JsonObject, ArgumentLocation> location)
    {
        var names = (schema["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()).ToHashSet();
        return [.. (schema["properties"] as JsonObject ?? []).Select(member => new Input
        {
            Location = location(member.Value!.AsObject()),
            WireName = member.Key,
            Schema = member.Value!.DeepClone().AsObject(),
            Required = required && names.Contains(member.Key),
        })];
    }

    // Swashbuckle calls the body of a controller's action optional unless an attribute says otherwise; ApiExplorer knows
    // what the input formatter does with an empty one.
    private bool IsRequired(IOpenApiRequestBody body) => body.Required || ActionParameter() is { IsRequired: true };

    private string? ActionParameterName() => ActionParameter()?.Name;

    private Microsoft.AspNetCore.Mvc.ApiExplorer.ApiParameterDescription? ActionParameter() =>
        operation.Description?.ParameterDescriptions.FirstOrDefault(parameter => parameter.Source == BindingSource.Body);

    private static string? Find(IDictionary<string, IOpenApiMediaType> content, string mediaType) =>
        content.Keys.FirstOrDefault(key => key.StartsWith(mediaType, StringComparison.OrdinalIgnoreCase));

    private static bool IsXml(string mediaType) =>
        mediaType.EndsWith("/xml", StringComparison.OrdinalIgnoreCase) || mediaType.EndsWith("+xml", StringComparison.OrdinalIgnoreCase);
}
