using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Mvc.Mcp;

/// <summary>
/// Estimates how much of a model's context a definition takes. No tokenizer is the right one for every model: the estimate
/// counts pieces of words, digits and punctuation as tokenizers of the byte-pair kind cut them. Beside OpenAI's
/// <c>o200k</c> it is up to a tenth too high on English definitions, and rougher on other languages.
/// </summary>
public static class McpTokenEstimate
{
    private const int LettersOfPiece = 9;
    private const int DigitsOfPiece = 3;
    private const int MarksOfPiece = 4;
    private const int OthersOfPiece = 2;

    private static readonly JsonSerializerOptions _asModelsRead = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>About how many tokens of a tool a model reads in most hosts: name, description and input schema.</summary>
    /// <param name="tool">The tool as clients get it.</param>
    public static int Visible(Tool tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        return OfJson(new JsonObject
        {
            ["name"] = tool.Name,
            ["description"] = tool.Description,
            ["inputSchema"] = JsonObject.Create(tool.InputSchema),
        });
    }

    /// <summary>About how many tokens the whole definition is, as it travels: with output schema, title, annotations, <c>_meta</c>.</summary>
    /// <param name="tool">The tool as clients get it.</param>
    public static int Wire(Tool tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        return OfJson(JsonSerializer.SerializeToNode(tool, McpJsonUtilities.DefaultOptions)!);
    }

    /// <summary>About how many tokens a text is.</summary>
    /// <param name="text">Any text.</param>
    public static int Of(ReadOnlySpan<char> text)
    {
        var tokens = 0;
        while (text.Length > 0)
        {
            var (length, pieces) = Piece(text);
            tokens += pieces;
            text = text[length..];
        }

        return tokens;
    }

    private static int OfJson(JsonNode definition) => Of(definition.ToJsonString(_asModelsRead));

    private static (int Length, int Tokens) Piece(ReadOnlySpan<char> text)
    {
        var first = text[0];
        // A space goes with the word that follows it.
        if (first == ' ')
            return (1, 0);
        // "productId" is two words; "HTTP" is read letter by letter, which is nearer to the truth than one word.
        if (char.IsAsciiLetter(first))
            return Run(1 + Length(text[1..], char.IsAsciiLetterLower), LettersOfPiece);
        if (char.IsAsciiDigit(first))
            return Run(Length(text, char.IsAsciiDigit), DigitsOfPiece);
        return char.IsAscii(first) ? Run(Length(text, IsMark), MarksOfPiece) : Run(Length(text, IsOther), OthersOfPiece);
    }

    private static (int Length, int Tokens) Run(int length, int ofPiece) => (length, (length + ofPiece - 1) / ofPiece);

    private static int Length(ReadOnlySpan<char> text, Func<char, bool> belongs)
    {
        var length = 0;
        while (length < text.Length && belongs(text[length]))
            length++;
        return length;
    }

    private static bool IsMark(char character) => char.IsAscii(character) && !char.IsAsciiLetterOrDigit(character) && character != ' ';

    private static bool IsOther(char character) => !char.IsAscii(character);
}
