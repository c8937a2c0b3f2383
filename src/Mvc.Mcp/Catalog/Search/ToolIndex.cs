using System.Collections.Frozen;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Catalog.Search;

/// <summary>
/// Ranks tools by how well they fit a query: BM25 over weighted fields, with the words that a verb stands for. All that does
/// not depend on the query is worked out when the index is made.
/// </summary>
internal sealed class ToolIndex
{
    // How soon a word that stands there again adds nothing.
    private const double Saturation = 1.2;

    // What a verb stands for is a guess; the word itself is none.
    private const float VerbWeight = 0.6f;

    private readonly FrozenDictionary<string, (int Tool, float Score)[]> _postings;
    private readonly FrozenDictionary<string, float> _rarity;
    private readonly FrozenDictionary<string, int> _places;
    private readonly double[] _averages;
    private readonly int _count;

    public ToolIndex(IReadOnlyList<ToolDefinition> tools)
    {
        ToolDocument[] documents = [.. tools.Select(tool => ToolDocument.Of(tool.Tool, tool))];
        _count = documents.Length;
        _averages = [.. ToolDocument.Fields.Select((_, field) => documents.Length == 0 ? 1 : Math.Max(1, documents.Average(document => document.Lengths[field])))];
        _places = tools.Select((tool, place) => (tool.Tool.Name, place)).ToFrozenDictionary(each => each.Name, each => each.place, StringComparer.Ordinal);
        var found = documents.SelectMany((document, place) => document.Counts.Keys.Select(word => (word, place)))
            .GroupBy(each => each.word, each => each.place, StringComparer.Ordinal).ToArray();
        _rarity = found.ToFrozenDictionary(word => word.Key, word => Rarity(word.Count()), StringComparer.Ordinal);
        _postings = found.ToFrozenDictionary(
            word => word.Key,
            word => word.Select(place => (place, Score(documents[place], word.Key))).ToArray(),
            StringComparer.Ordinal);
    }

    /// <summary>The names of those of <paramref name="tools"/> that fit the query, the best first.</summary>
    public IReadOnlyList<string> Search(string query, IReadOnlyList<Tool> tools, int limit)
    {
        var terms = TermsOf(query);
        var scores = new float[_count];
        foreach (var (term, weight) in terms)
        {
            foreach (var (place, score) in _postings.GetValueOrDefault(term) ?? [])
                scores[place] += weight * score;
        }

        return
        [
            .. tools
                .Select(tool => (tool.Name, Score: _places.TryGetValue(tool.Name, out var place) ? scores[place] : ScoreApart(tool, terms)))
                .Where(hit => hit.Score > 0)
                // Of two that fit as well, the simpler: its name says less that was not asked for.
                .OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Name.Length).ThenBy(hit => hit.Name, StringComparer.Ordinal)
                .Take(limit)
                .Select(hit => hit.Name),
        ];
    }

    private static Dictionary<string, float> TermsOf(string query)
    {
        var terms = new Dictionary<string, float>(StringComparer.Ordinal);
        string[] words = [.. SearchWords.Of(query)];
        for (var i = 0; i < words.Length; i++)
        {
            if (!SearchWords.IsEmpty(words[i]))
                terms[SearchWords.Stem(words[i])] = 1;
            // "many" stands for a count or a list, and a phrase such as "turn off" for neither of its words.
            var both = Enumerable.Range(i + 1, Math.Max(0, Math.Min(words.Length, i + 4) - i - 1)).SelectMany(next => VerbWords.Of(words[i], words[next])).ToArray();
            foreach (var verb in both.Length > 0 ? both : VerbWords.Of(words[i]))
                terms[verb] = VerbWeight;
        }

        return terms;
    }

    // A tool that was written by hand, or made by a filter of the application, is in no index: there are few of them.
    private float ScoreApart(Tool tool, Dictionary<string, float> terms)
    {
        var document = ToolDocument.Of(tool, definition: null);
        return terms.Where(term => document.Counts.ContainsKey(term.Key)).Sum(term => term.Value * Score(document, term.Key));
    }

    private float Score(ToolDocument document, string word)
    {
        var counts = document.Counts[word];
        var frequency = 0.0;
        for (var field = 0; field < counts.Length; field++)
        {
            var (weight, length) = ToolDocument.Fields[field];
            if (counts[field] > 0)
                frequency += weight * counts[field] / (1 - length + (length * document.Lengths[field] / _averages[field]));
        }

        return (float)(frequency * (Saturation + 1) / (frequency + Saturation)) * (_rarity?.GetValueOrDefault(word, Rarity(0)) ?? Rarity(0));
    }

    private float Rarity(int documents) => (float)Math.Log(1 + ((_count - documents + 0.5) / (documents + 0.5)));
}
