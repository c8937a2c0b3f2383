using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Mvc.Mcp.Operations.Documents.Preparation;

/// <summary>
/// What was found while a document was prepared: it travels with the document, as extensions that no document has and as
/// metadata, which is never serialized.
/// </summary>
internal static class DocumentNotes
{
    /// <summary>The member of an operation that says why it is left out.</summary>
    public const string OmitKey = "x-mvc-mcp-omit";

    /// <summary>The member of a parameter, or of a form's field, that holds Swagger 2.0's <c>collectionFormat</c>.</summary>
    public const string CollectionKey = "x-mvc-mcp-collection";

    private const string WarningsKey = "Mvc.Mcp.Warnings";

    /// <summary>What to tell the developer of what was lost of <paramref name="document"/>.</summary>
    public static IReadOnlyList<string> WarningsOf(OpenApiDocument document) =>
        document.Metadata?.TryGetValue(WarningsKey, out var warnings) == true ? (IReadOnlyList<string>)warnings : [];

    /// <summary>Leaves the warnings with the document.</summary>
    public static void Put(OpenApiDocument document, IReadOnlyList<string> warnings)
    {
        document.Metadata ??= new Dictionary<string, object>();
        document.Metadata[WarningsKey] = warnings;
    }

    /// <summary>What one of our members says; null where it is not there.</summary>
    public static string? Read(IDictionary<string, IOpenApiExtension>? extensions, string key) =>
        extensions is not null && extensions.TryGetValue(key, out var extension) && extension is JsonNodeExtension { Node: JsonValue value } &&
        value.TryGetValue(out string? text)
            ? text
            : null;
}
