using System.Collections;
using Microsoft.AspNetCore.Http.Features;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>
/// The features of a tool call, layered over those of its caller: what the call has of its own hides the caller's,
/// <see cref="FeatureOrigins"/> names what is never the caller's, and the rest is shared.
/// </summary>
/// <remarks>
/// A call sets about a dozen features and reads each a few times: a scan of an array beats a dictionary in time and size.
/// </remarks>
internal sealed class CallFeatures(IFeatureCollection? caller) : IFeatureCollection
{
    private Entry[] _entries = new Entry[20];
    private int _count;
    private int _revision;

    /// <inheritdoc />
    public bool IsReadOnly => false;

    /// <inheritdoc />
    public int Revision => _revision;

    /// <inheritdoc />
    public object? this[Type key]
    {
        get
        {
            var index = IndexOf(key);
            if (index >= 0)
                return _entries[index].Feature;
            return caller is null || FeatureOrigins.IsOwn(key) ? null : caller[key];
        }
        set
        {
            _revision++;
            var index = IndexOf(key);
            if (index >= 0)
                _entries[index].Feature = value;
            else
                Add(key, value);
        }
    }

    /// <inheritdoc />
    public TFeature? Get<TFeature>() => (TFeature?)this[typeof(TFeature)];

    /// <inheritdoc />
    public void Set<TFeature>(TFeature? instance) => this[typeof(TFeature)] = instance;

    /// <summary>Adds a feature that is known not to be there yet.</summary>
    public void Add(Type key, object? feature)
    {
        if (_count == _entries.Length)
            Array.Resize(ref _entries, _count * 2);
        _entries[_count++] = new Entry { Key = key, Feature = feature };
    }

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<Type, object>> GetEnumerator()
    {
        for (var i = 0; i < _count; i++)
        {
            if (_entries[i].Feature is { } feature)
                yield return new(_entries[i].Key, feature);
        }

        if (caller is null)
            yield break;
        foreach (var feature in caller)
        {
            if (IndexOf(feature.Key) < 0 && !FeatureOrigins.IsOwn(feature.Key))
                yield return feature;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(Type key)
    {
        for (var i = 0; i < _count; i++)
        {
            if (ReferenceEquals(_entries[i].Key, key))
                return i;
        }

        return -1;
    }

    private struct Entry
    {
        public Type Key;
        public object? Feature;
    }
}
