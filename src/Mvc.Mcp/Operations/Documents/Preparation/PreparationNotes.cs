using System.Globalization;

namespace Mvc.Mcp.Operations.Documents.Preparation;

/// <summary>Collects what is lost while a document is prepared: each kind of loss once, with how often and where first.</summary>
internal sealed class PreparationNotes
{
    private readonly OrderedDictionary<string, (int Count, string Where)> _losses = new(StringComparer.Ordinal);

    /// <summary>The warnings.</summary>
    public IReadOnlyList<string> Warnings => [.. _losses.Select(loss => loss.Value.Count == 1
        ? $"{loss.Key} (at {loss.Value.Where})."
        : string.Create(CultureInfo.InvariantCulture, $"{loss.Key} (in {loss.Value.Count} places, the first at {loss.Value.Where})."))];

    /// <summary>Notes a loss.</summary>
    /// <param name="what">What is lost, as a sentence without its end.</param>
    /// <param name="where">The place in the document.</param>
    public void Add(string what, string where) =>
        _losses[what] = _losses.TryGetValue(what, out var known) ? (known.Count + 1, known.Where) : (1, where);
}
