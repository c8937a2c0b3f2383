using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mvc.Mcp.Tool.Output;

/// <summary>The catalog as JSON: the same for the same application, so that it can be kept beside the code.</summary>
internal static class CatalogJson
{
    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // It is read by people, in files and terminals, never inside of HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a catalog.</summary>
    public static string Write(Catalog catalog) => JsonSerializer.Serialize(catalog, _options);

    /// <summary>Reads what was written.</summary>
    public static async Task<Catalog> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        if (!file.Exists)
            throw new ToolException($"There is no file '{file.FullName}'.");
        await using var stream = file.OpenRead();
        try
        {
            return await JsonSerializer.DeserializeAsync<Catalog>(stream, _options, cancellationToken) is { Endpoints: not null } catalog
                ? catalog
                : throw new ToolException($"'{file.FullName}' is not what 'list --json' prints.");
        }
        catch (JsonException exception)
        {
            throw new ToolException($"'{file.FullName}' is not what 'list --json' prints: {exception.Message}", exception);
        }
    }
}
