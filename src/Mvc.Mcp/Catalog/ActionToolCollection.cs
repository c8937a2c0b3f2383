using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Catalog;

/// <summary>
/// The application's hand-written tools and the catalog's, in one collection of the SDK. A new catalog takes the old one's
/// place in one step: no call falls between the two, and clients are told only when the contract of a tool has changed.
/// </summary>
internal sealed class ActionToolCollection : McpServerPrimitiveCollection<McpServerTool>
{
    private readonly Lock _gate = new();

    // What was taken out of the catalog's stays out when the catalog is made anew.
    private readonly HashSet<string> _removed = new(StringComparer.Ordinal);
    private volatile Snapshot _snapshot = new([]);

    /// <summary>Those that are no catalog's.</summary>
    public IEnumerable<McpServerTool> HandWritten => _snapshot.Tools.Where(tool => tool is not ActionTool);

    /// <summary>A collection of the same tools, which goes its own way from here.</summary>
    public ActionToolCollection Copy()
    {
        lock (_gate)
        {
            var copy = new ActionToolCollection { _snapshot = _snapshot };
            copy._removed.UnionWith(_removed);
            foreach (var tool in _snapshot.Tools)
                copy.AddToBase(tool);
            return copy;
        }
    }

    /// <summary>Raises <see cref="McpServerPrimitiveCollection{T}.Changed"/> for a change that is not in this collection.</summary>
    public void TellOfChange() => RaiseChanged();

    /// <summary>Puts <paramref name="tools"/> in the place of all tools of the previous catalog; hand-written ones stay.</summary>
    public void ReplaceActionTools(IReadOnlyList<ActionTool> tools)
    {
        lock (_gate)
        {
            tools = [.. tools.Where(tool => !_removed.Contains(tool.ProtocolTool.Name))];
            var before = _snapshot.Tools.OfType<ActionTool>().ToDictionary(tool => tool.ProtocolTool.Name, StringComparer.Ordinal);
            var handWritten = _snapshot.Tools.Where(tool => tool is not ActionTool).ToArray();

            // The base class raises Changed when the outermost scope ends, by which time the snapshot is the new one.
            using (DeferChangedEvents())
            {
                foreach (var tool in tools)
                {
                    if (before.Remove(tool.ProtocolTool.Name, out var old))
                    {
                        if (HasSameContract(old.ProtocolTool, tool.ProtocolTool))
                        {
                            continue;
                        }

                        RemoveFromBase(old.ProtocolTool.Name);
                    }

                    base.TryAdd(tool);
                }

                foreach (var name in before.Keys)
                {
                    RemoveFromBase(name);
                }

                _snapshot = new Snapshot([.. handWritten, .. tools]);
            }
        }
    }

    /// <inheritdoc />
    public override bool TryAdd(McpServerTool primitive)
    {
        lock (_gate)
        {
            if (_snapshot.ByName.ContainsKey(primitive.ProtocolTool.Name))
            {
                return false;
            }

            using (DeferChangedEvents())
            {
                _removed.Remove(primitive.ProtocolTool.Name);
                _snapshot = new Snapshot([.. _snapshot.Tools, primitive]);
                return base.TryAdd(primitive);
            }
        }
    }

    /// <inheritdoc />
    public override bool Remove(McpServerTool primitive)
    {
        lock (_gate)
        {
            if (!Contains(primitive))
            {
                return false;
            }

            using (DeferChangedEvents())
            {
                _removed.Add(primitive.ProtocolTool.Name);
                _snapshot = new Snapshot([.. _snapshot.Tools.Where(tool => tool != primitive)]);
                RemoveFromBase(primitive.ProtocolTool.Name);
                return true;
            }
        }
    }

    /// <inheritdoc />
    public override void Clear()
    {
        lock (_gate)
        {
            using (DeferChangedEvents())
            {
                _removed.UnionWith(_snapshot.ByName.Keys);
                _snapshot = new Snapshot([]);
                base.Clear();
            }
        }
    }

    /// <inheritdoc />
    public override bool TryGetPrimitive(string name, [NotNullWhen(true)] out McpServerTool? primitive) =>
        _snapshot.ByName.TryGetValue(name, out primitive);

    /// <inheritdoc />
    public override bool Contains(McpServerTool primitive) =>
        _snapshot.ByName.TryGetValue(primitive.ProtocolTool.Name, out var tool) && tool == primitive;

    /// <inheritdoc />
    public override ICollection<string> PrimitiveNames => _snapshot.ByName.Keys;

    /// <inheritdoc />
    public override McpServerTool[] ToArray() => [.. _snapshot.Tools];

    /// <inheritdoc />
    public override void CopyTo(McpServerTool[] array, int arrayIndex) => _snapshot.Tools.CopyTo(array, arrayIndex);

    /// <inheritdoc />
    public override IEnumerator<McpServerTool> GetEnumerator() => ((IEnumerable<McpServerTool>)_snapshot.Tools).GetEnumerator();

    private static bool HasSameContract(Tool one, Tool other) =>
        JsonSerializer.SerializeToUtf8Bytes(one, McpJsonUtilities.DefaultOptions)
            .AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(other, McpJsonUtilities.DefaultOptions));

    private void AddToBase(McpServerTool tool) => base.TryAdd(tool);

    // The base class may still hold an older tool of that name, one with the same contract, and removes by identity.
    private void RemoveFromBase(string name)
    {
        if (base.TryGetPrimitive(name, out var held))
        {
            base.Remove(held);
        }
    }

    private sealed class Snapshot(McpServerTool[] tools)
    {
        public McpServerTool[] Tools { get; } = tools;

        public FrozenDictionary<string, McpServerTool> ByName { get; } =
            tools.ToFrozenDictionary(tool => tool.ProtocolTool.Name, StringComparer.Ordinal);
    }
}
