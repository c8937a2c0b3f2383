using System.Globalization;

namespace Mvc.Mcp.Operations.Documents.Preparation;

/// <summary>
/// Collects what is lost while a document is read: operations by their names, and each kind of other loss once, with how often
/// and where first.
/// </summary>
internal sealed class PreparationNotes
{
    private readonly OrderedDictionary<string, (int Count, string Where)> _losses = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Path, string Method), string> _omitted = [];

    /// <summary>The warnings.</summary>
    public IReadOnlyList<string> Warnings => [.. _losses.Select(loss => loss.Value.Count == 1
        ? $"{loss.Key} (at {loss.Value.Where})."
        : string.Create(CultureInfo.InvariantCulture, $"{loss.Key} (in {loss.Value.Count} places, the first at {loss.Value.Where})."))];

    /// <summary>Why the operation is left out; null where nobody has said so.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="method">Its method as the document spells it.</param>
    public string? ReasonToOmit(string path, string method) => _omitted.GetValueOrDefault((path, method));

    /// <summary>Notes that an operation is left out. The first reason counts.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="method">Its method as the document spells it.</param>
    /// <param name="reason">Why, in a sentence.</param>
    public void Omit(string path, string method, string reason) => _omitted.TryAdd((path, method), reason);

    /// <summary>Notes a loss.</summary>
    /// <param name="what">What is lost, as a sentence without its end.</param>
    /// <param name="where">The place in the document.</param>
    public void Add(string what, string where) =>
        _losses[what] = _losses.TryGetValue(what, out var known) ? (known.Count + 1, known.Where) : (1, where);
}
