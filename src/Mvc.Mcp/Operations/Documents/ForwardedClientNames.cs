using System.Collections.Concurrent;

namespace Mvc.Mcp.Operations.Documents;

/// <summary>The names of the clients that tool calls are forwarded over.</summary>
internal sealed class ForwardedClientNames
{
    private readonly ConcurrentDictionary<string, bool> _names = new(StringComparer.Ordinal);

    /// <summary>Notes <paramref name="name"/>, before the first client of that name is made.</summary>
    public void Add(string name) => _names.TryAdd(name, true);

    /// <summary>Whether calls are forwarded over clients of that name.</summary>
    public bool Contains(string? name) => name is not null && _names.ContainsKey(name);
}
