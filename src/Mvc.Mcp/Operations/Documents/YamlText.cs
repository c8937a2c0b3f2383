using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Mvc.Mcp.Operations.Documents;

/// <summary>
/// Reads YAML as the JSON that it stands for, by the core schema of YAML 1.2. The reader of OpenAPI for YAML would tie the
/// application to one version of Microsoft.OpenApi.
/// </summary>
internal sealed class YamlText
{
    // Aliases repeat what they name: a few lines can stand for billions.
    private const int MaxNodes = 2_000_000;

    private static readonly JsonSerializerOptions _deep = new() { MaxDepth = DocumentSyntax.MaxDepth + 1 };

    private static readonly SearchValues<char> _inNumbers = SearchValues.Create("0123456789.eE+-");

    private readonly IParser _parser;
    private readonly Dictionary<AnchorName, JsonNode?> _anchors = [];
    private int _nodes;

    private YamlText(string text) => _parser = new Parser(new StringReader(text));

    /// <summary>The first document of the text as JSON.</summary>
    /// <exception cref="FormatException">It is no YAML, too deep, or too large once its aliases are written out.</exception>
    public static byte[] ToJson(ReadOnlySpan<byte> text)
    {
        var reader = new YamlText(Encoding.UTF8.GetString(text));
        try
        {
            reader._parser.Consume<StreamStart>();
            if (!reader._parser.TryConsume<DocumentStart>(out _))
                throw new FormatException("it is empty.");
            return JsonSerializer.SerializeToUtf8Bytes(reader.Node(0, key: null), _deep);
        }
        catch (YamlException exception)
        {
            throw new FormatException($"{exception.Message} (line {exception.Start.Line})", exception);
        }
    }

    private JsonNode? Node(int depth, string? key)
    {
        if (depth > DocumentSyntax.MaxDepth)
            throw new FormatException($"it is nested deeper than {DocumentSyntax.MaxDepth} levels.");
        Count(1);
        if (_parser.TryConsume<AnchorAlias>(out var alias))
            return _anchors.TryGetValue(alias.Value, out var known) ? Copy(known) : throw new FormatException($"the alias '*{alias.Value}' names nothing before it.");
        if (_parser.TryConsume<Scalar>(out var scalar))
            return Anchored(scalar.Anchor, Value(scalar, key));
        if (_parser.TryConsume<SequenceStart>(out var sequence))
        {
            var list = new JsonArray();
            while (!_parser.TryConsume<SequenceEnd>(out _))
                list.Add(Node(depth + 1, key: null));
            return Anchored(sequence.Anchor, list);
        }

        var mapping = _parser.Consume<MappingStart>();
        var map = new JsonObject();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var name = _parser.TryConsume<Scalar>(out var text) ? text.Value : throw new FormatException("a key is no text.");
            var value = Node(depth + 1, name);
            if (name == "<<" && value is JsonObject or JsonArray)
                Merge(map, value!);
            else
                map[name] = value;
        }

        return Anchored(mapping.Anchor, map);
    }

    private JsonNode? Anchored(AnchorName anchor, JsonNode? node)
    {
        if (!anchor.IsEmpty)
            _anchors[anchor] = node;
        return node;
    }

    private static void Merge(JsonObject map, JsonNode merged)
    {
        foreach (var source in (merged as JsonArray)?.OfType<JsonObject>() ?? [(JsonObject)merged])
        {
            foreach (var (name, value) in source)
                map.TryAdd(name, value?.DeepClone());
        }
    }

    private JsonNode? Copy(JsonNode? node)
    {
        Count(Size(node));
        return node?.DeepClone();
    }

    private void Count(int nodes)
    {
        if ((_nodes += nodes) > MaxNodes)
            throw new FormatException($"with its aliases written out it has more than {MaxNodes} parts.");
    }

    private static int Size(JsonNode? node) => node switch
    {
        JsonObject map => 1 + map.Sum(member => Size(member.Value)),
        JsonArray list => 1 + list.Sum(Size),
        _ => 1,
    };

    private static JsonNode? Value(Scalar scalar, string? key)
    {
        var text = scalar.Value;
        // Versions look like numbers.
        if (scalar.Style != ScalarStyle.Plain || !scalar.Tag.IsEmpty || key is "openapi" or "swagger" or "version" or "$ref")
            return text;
        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => true,
            "false" or "False" or "FALSE" => false,
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
            _ when IsNumber(text) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) => exact,
            _ when IsNumber(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var large) && double.IsFinite(large) => large,
            _ => text,
        };
    }

    private static bool IsNumber(string text) =>
        text.AsSpan().ContainsAnyInRange('0', '9') && !text.AsSpan().ContainsAnyExcept(_inNumbers);
}
