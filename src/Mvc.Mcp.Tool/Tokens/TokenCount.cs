using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.ML.Tokenizers;

namespace Mvc.Mcp.Tool.Tokens;

/// <summary>
/// Counts tokens of <c>o200k</c>, the encoding of OpenAI's newer models; those of other families differ by a few in a hundred. It
/// runs in the command and not in the application that is looked at, which brings its own packages.
/// </summary>
internal static class TokenCount
{
    private static readonly Lazy<TiktokenTokenizer> _tokenizer = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    // As models get it: no host escapes what JSON need not escape.
    private static readonly JsonSerializerOptions _asModelsRead = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The catalog with the tokens of each item.</summary>
    public static Catalog Of(Catalog catalog) => new([.. catalog.Endpoints.Select(endpoint => endpoint with
    {
        Items = [.. endpoint.Items.Select(item => item with { VisibleTokens = Visible(item), WireTokens = Count(item.Definition) })],
    })]);

    // What most hosts show a model of a tool. Nobody shows it a resource before somebody asks for one.
    private static int Visible(CatalogItem item) => item.Definition["inputSchema"] is not { } schema || !item.Listed ? 0 : Count(new JsonObject
    {
        ["name"] = item.Definition["name"]?.DeepClone(),
        ["description"] = item.Definition["description"]?.DeepClone(),
        ["inputSchema"] = schema.DeepClone(),
    });

    private static int Count(JsonNode definition) => _tokenizer.Value.CountTokens(definition.ToJsonString(_asModelsRead));
}
