using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace Mvc.Mcp.Operations.Documents;

/// <summary>Reads a document's bytes. What is wrong with single operations is left to those who turn them into tools.</summary>
internal static class DocumentReader
{
    /// <summary>Reads the document.</summary>
    /// <param name="bytes">The JSON.</param>
    /// <param name="location">Where it was found: addresses in it are relative to that.</param>
    /// <exception cref="InvalidOperationException">It is no document that describes an API.</exception>
    public static OpenApiDocument Read(byte[] bytes, string location)
    {
        var (document, reason) = Load(bytes, location);
        if (document is null)
            throw Bad(reason);
        return document.Paths.Any(path => path.Value.Operations is { Count: > 0 }) ? document : throw Bad("it describes no operation.");

        InvalidOperationException Bad(string? why) =>
            new($"The document '{location}' is neither Swagger 2.0 nor OpenAPI 3.0 or 3.1 in JSON: {why}");
    }

    private static (OpenApiDocument? Document, string? Fault) Load(byte[] bytes, string location)
    {
        var settings = new OpenApiReaderSettings();
        if (DocumentLocation.IsWeb(location, out var address))
            settings.BaseUrl = address;
        try
        {
            var (document, diagnostic) = OpenApiDocument.Load(new MemoryStream(bytes), OpenApiConstants.Json, settings);
            return (document, diagnostic?.Errors.FirstOrDefault()?.Message);
        }
        // What the reader throws at an empty file, at JSON of another kind and at a version of the future.
        catch (Exception exception) when (
            exception is OpenApiException or OpenApiUnsupportedSpecVersionException or ArgumentException or InvalidOperationException)
        {
            return (null, exception.Message);
        }
    }
}
