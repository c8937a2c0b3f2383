using System.Text.Json;

namespace Mvc.Mcp.EndToEnd.Clients;

/// <summary>The answer to <c>tools/call</c>: a result, or the error of the protocol in its place.</summary>
internal sealed record ToolAnswer(JsonElement Json)
{
    /// <summary>Whether the protocol itself refused the call.</summary>
    public bool IsProtocolError => Json.TryGetProperty("error", out _);

    /// <summary>Whether the tool says that it failed.</summary>
    public bool IsError => Json.TryGetProperty("isError", out var isError) && isError.GetBoolean();

    /// <summary>The result as JSON that programs read.</summary>
    public JsonElement Structured => Json.GetProperty("structuredContent");

    /// <summary>The blocks that models read.</summary>
    public IEnumerable<JsonElement> Content => Json.GetProperty("content").EnumerateArray();

    /// <summary>The text of all text blocks.</summary>
    public string Text => string.Join('\n', Content
        .Where(block => block.GetProperty("type").GetString() == "text")
        .Select(block => block.GetProperty("text").GetString()));

    /// <inheritdoc />
    public override string ToString() => Json.GetRawText();
}
