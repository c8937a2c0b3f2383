using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Mvc.Mcp.Operations.Documents.Preparation;

/// <summary>What is left in a document while it is prepared, as members that no document has.</summary>
internal static class DocumentNotes
{
    /// <summary>The member of a parameter, or of a form's field, that holds Swagger 2.0's <c>collectionFormat</c>.</summary>
    public const string CollectionKey = "x-mvc-mcp-collection";

    /// <summary>What one of our members says; null where it is not there.</summary>
    public static string? Read(IDictionary<string, IOpenApiExtension>? extensions, string key) =>
        extensions is not null && extensions.TryGetValue(key, out var extension) && extension is JsonNodeExtension { Node: JsonValue value } &&
        value.TryGetValue(out string? text)
            ? text
            : null;
}
