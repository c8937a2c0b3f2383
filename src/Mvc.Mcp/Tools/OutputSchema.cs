using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Schemas;
using Mvc.Mcp.Tools.Inputs;

namespace Mvc.Mcp.Tools;

/// <summary>The schema of what an operation answers when it succeeds.</summary>
internal static class OutputSchema
{
    /// <summary>
    /// What the document says of the first 2xx JSON response, and whether plain text is offered beside it; null where no such
    /// response is described, or where another 2xx response has no content: clients refuse a success without what was
    /// announced.
    /// </summary>
    public static (IOpenApiSchema? Schema, bool PlainText)? Described(ApiOperation operation)
    {
        var contents = Responses.OfSuccess(operation).Select(response => BodyContent.Of(response.Value)).ToArray();
        if (contents.Any(content => content.Count == 0))
            return null;
        var json = contents.Where(content => MediaTypes.Json(content.Keys) is not null).ToArray();
        if (json.Length == 0)
            return null;
        var plainText = json[0].Keys.Any(offered => offered.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase));
        var schemas = json.Select(content => content[MediaTypes.Json(content.Keys)!].Schema).ToArray();
        // The application's own actions answer what they answer first; an API may answer any of them.
        return operation.IsForeign && schemas.Length > 1
            ? (schemas.Any(schema => schema is null) || json.Length < contents.Length ? null : new OpenApiSchema { AnyOf = [.. schemas.OfType<IOpenApiSchema>()] }, plainText)
            : (schemas[0], plainText);
    }

    /// <summary>
    /// The schema of such a response; null where it is a text that does not come as JSON, a file, or anything.
    /// </summary>
    /// <param name="schema">What the document says of the response.</param>
    /// <param name="plainText">Whether plain text is offered beside JSON.</param>
    /// <param name="nullable">Whether the action may answer nothing in its place.</param>
    /// <param name="components">Where the document's references lead.</param>
    public static JsonObject? Of(IOpenApiSchema schema, bool plainText, bool nullable, SchemaComponents components)
    {
        var translator = new SchemaTranslator(components, SchemaDirection.Output);
        var result = translator.TranslateExpanded(schema);
        // MVC writes a text as text/plain where that is offered, and clients refuse a result without what was announced.
        if (plainText && SchemaKinds.KindOf(result) == ArgumentKind.String)
            return null;
        // Nothing is promised of what may be anything, and a file is not what its media type says.
        if (IsFile(schema, components) || result.All(keyword => keyword.Key is "description" or "title"))
            return null;
        if (nullable)
            Nullability.AllowNullIn(result);
        if (result.ContainsKey("oneOf") && SchemaKinds.KindOf(result) == ArgumentKind.Object && !SchemaKinds.TakesNull(result))
            result["type"] = "object";
        translator.AddDefinitions(result);
        return result;
    }

    private static bool IsFile(IOpenApiSchema schema, SchemaComponents components) =>
        components.Resolve(schema) is { Format: "binary" } target && target.Type?.HasFlag(JsonSchemaType.String) == true;

    /// <summary>Whether every value of the schema is an object.</summary>
    public static bool IsObject(JsonObject schema) => schema["type"] is JsonValue type && type.GetValue<string>() == "object";

    /// <summary>The schema of <c>{ "result": … }</c>, in whose place earlier protocol versions allow an object only.</summary>
    public static JsonObject Wrap(JsonObject schema)
    {
        var result = schema.DeepClone().AsObject();
        // References are absolute: the definitions stay at the root.
        result.Remove("$defs", out var definitions);
        var wrapped = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { ["result"] = result },
            ["required"] = new JsonArray("result"),
        };
        if (definitions is not null)
            wrapped["$defs"] = definitions;
        return wrapped;
    }
}
