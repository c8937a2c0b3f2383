using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.ML.Tokenizers;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Mvc.Mcp.MeasuredApis;

/// <summary>Counts what a definition costs in tokens of <c>o200k</c>, the encoding of a real family of models.</summary>
public static class DefinitionTokens
{
    private static readonly TiktokenTokenizer _tokenizer = TiktokenTokenizer.CreateForEncoding("o200k_base");
    private static readonly JsonSerializerOptions _asModelsRead = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What most hosts show a model of a tool: name, description and input schema.</summary>
    public static int Visible(Tool tool) => Of(new JsonObject
    {
        ["name"] = tool.Name,
        ["description"] = tool.Description,
        ["inputSchema"] = JsonNode.Parse(tool.InputSchema.GetRawText()),
    }.ToJsonString(_asModelsRead));

    /// <summary>The whole definition, as it travels.</summary>
    public static int Wire(Tool tool) =>
        Of(JsonSerializer.SerializeToNode(tool, McpJsonUtilities.DefaultOptions)!.ToJsonString(_asModelsRead));

    /// <summary>Any text.</summary>
    public static int Of(string text) => _tokenizer.CountTokens(text);
}
