using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using Mvc.Mcp.Operations.Documents.Preparation;

namespace Mvc.Mcp.Operations.Documents;

/// <summary>
/// Reads a document. What is wrong with single operations or schemas costs those and not the others.
/// </summary>
internal static class DocumentReader
{
    /// <summary>Reads the document.</summary>
    /// <param name="text">JSON or YAML.</param>
    /// <param name="location">Where it was found: addresses in it are relative to that.</param>
    /// <param name="patch">Changes the JSON before it is read; null for nothing.</param>
    /// <exception cref="InvalidOperationException">It is no document that describes an API.</exception>
    public static ReadDocument Read(ReadOnlySpan<byte> text, string location, Action<JsonObject>? patch = null)
    {
        var notes = new PreparationNotes();
        JsonObject root;
        try
        {
            root = DocumentSyntax.Read(text, notes);
        }
        catch (FormatException exception)
        {
            throw Bad(location, exception.Message, exception);
        }

        patch?.Invoke(root);
        return Read(root, location, notes);
    }

    private static ReadDocument Read(JsonObject root, string location, PreparationNotes notes)
    {
        if (root["swagger"] is null && root["openapi"] is null)
            throw Bad(location, "it has neither a member 'openapi' nor a member 'swagger'.");
        // Readers want these, which no tool needs.
        if (root["info"] is not JsonObject)
            root["info"] = new JsonObject { ["title"] = "API", ["version"] = "1" };
        new ReferencePreparation(root, location, notes).Prepare();
        var version = (root["openapi"] as JsonValue)?.ToString();
        SchemaPlaces.Visit(root, new SchemaPreparation(version?.StartsWith("3.0", StringComparison.Ordinal) == false, notes).Prepare);
        var operations = new OperationPreparation(root, notes);
        var described = operations.Prepare();
        if (described.Count == 0)
            throw Bad(location, "it describes no operation.");
        var (document, faults) = new FaultIsolation(json => Load(json, location), operations.OmitFaulty, notes).Read(root, out var reason) ?? throw Bad(location, reason);
        foreach (var fault in faults)
            notes.Add($"The reader does not take a part: {fault.Message}", fault.Place);
        return new(document, Omitted(document, described, faults, notes), notes.Warnings);
    }

    // What became of each operation: what a reader drops is told like what cannot be read.
    private static McpOmittedOperation[] Omitted(OpenApiDocument document, IEnumerable<DescribedOperation> described, IReadOnlyList<ReaderFault> faults, PreparationNotes notes)
    {
        var read = DocumentOperations.Of(document).Select(operation => (operation.Path, operation.Method)).ToHashSet();
        return
        [
            .. from operation in described
               let method = operation.Method.ToUpperInvariant()
               where !read.Contains((operation.Path, method))
               let reason = notes.ReasonToOmit(operation.Path, operation.Method) ?? ReaderFault.ReasonToOmit(operation, faults)
               select new McpOmittedOperation(method, operation.Path, operation.OperationId, reason),
        ];
    }

    private static (OpenApiDocument Document, IReadOnlyList<ReaderFault> Faults) Load(JsonObject root, string location)
    {
        var settings = new OpenApiReaderSettings();
        if (DocumentLocation.IsWeb(location, out var address))
            settings.BaseUrl = address;
        var (document, diagnostic) = new OpenApiJsonReader().Read(root, address ?? new Uri("https://document.invalid/"), settings);
        ReaderFault[] faults = [.. diagnostic?.Errors.Select(ReaderFault.Of) ?? []];
        return document is null ? throw new OpenApiException(faults.FirstOrDefault()?.Message ?? "it cannot be read.") : (document, faults);
    }

    private static InvalidOperationException Bad(string location, string? reason, Exception? cause = null) =>
        new($"The document '{location}' is neither Swagger 2.0 nor OpenAPI 3.0 or 3.1, in JSON or YAML: {reason}", cause);
}
