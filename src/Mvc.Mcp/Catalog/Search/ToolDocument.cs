using System.Text.Json;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Catalog.Search;

/// <summary>The words by which one tool is found, by the field they stand in.</summary>
internal sealed class ToolDocument
{
    /// <summary>How much a word weighs in each field, and how far a long field makes its words weigh less.</summary>
    public static readonly (double Weight, double Length)[] Fields =
    [
        (3.0, 0.75), // name
        (1.0, 0.5),  // title and description
        (1.0, 0.3),  // tags
        (0.4, 0.75), // names of arguments
        (1.0, 0.75), // path
        (2.5, 0.0),  // what the verbs, and the method, stand for
    ];

    private const int NameField = 0;
    private const int VerbField = 5;

    private readonly Dictionary<string, int[]> _counts = new(StringComparer.Ordinal);

    private ToolDocument()
    {
    }

    /// <summary>How many words each field has.</summary>
    public int[] Lengths { get; } = new int[Fields.Length];

    /// <summary>How often each word stands in each field.</summary>
    public IReadOnlyDictionary<string, int[]> Counts => _counts;

    /// <summary>Reads a tool, and the operation behind it where there is one.</summary>
    public static ToolDocument Of(Tool tool, ToolDefinition? definition)
    {
        var document = new ToolDocument();
        document.Add(NameField, tool.Name);
        document.Add(1, tool.Title ?? definition?.Title);
        document.Add(1, tool.Description);
        foreach (var tag in definition?.Tags ?? [])
            document.Add(2, tag);
        if (tool.InputSchema.ValueKind == JsonValueKind.Object && tool.InputSchema.TryGetProperty("properties", out var properties))
        {
            foreach (var argument in properties.EnumerateObject())
                document.Add(3, argument.Name);
        }

        document.Add(4, definition?.Operation.Path);
        document.AddVerbs(tool, definition);
        return document;
    }

    private void AddVerbs(Tool tool, ToolDefinition? definition)
    {
        // The name says what the tool does. The first sentence of the description says it again, in other words.
        string[] name = [.. SearchWords.Of(tool.Name).SelectMany(VerbWords.Of).Distinct()];
        string[] text = [.. SearchWords.Of(FirstSentence(tool.Description)).SelectMany(VerbWords.Of).Distinct().Except(name)];
        foreach (var term in name)
            Count(VerbField, term, 2);
        foreach (var term in text)
            Count(VerbField, term, 1);
        if (definition is null)
            return;
        var named = name.Any(term => !VerbWords.IsOfMethod(term));
        foreach (var term in VerbWords.Of(definition.Operation.Method, definition.Operation.Path, named).Except(name))
            Count(VerbField, term, 2);
    }

    private static string? FirstSentence(string? text) =>
        text?.IndexOfAny(['.', '\n']) is int end and > 0 ? text[..end] : text;

    private void Add(int field, string? text)
    {
        foreach (var word in SearchWords.Of(text).Where(word => !SearchWords.IsEmpty(word)))
            Count(field, SearchWords.Stem(word), 1);
    }

    private void Count(int field, string word, int times)
    {
        if (!_counts.TryGetValue(word, out var counts))
            _counts[word] = counts = new int[Fields.Length];
        counts[field] += times;
        Lengths[field] += times;
    }
}
