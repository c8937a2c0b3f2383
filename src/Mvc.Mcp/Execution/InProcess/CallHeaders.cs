using System.Collections;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>
/// The headers of a call's request or response, which behave as those of <see cref="HeaderDictionary"/>. A call has few,
/// and is asked for many that it has not: a scan of an array beats a dictionary in time and size.
/// </summary>
internal sealed class CallHeaders : IHeaderDictionary
{
    private Entry[] _entries = [];
    private int _count;

    /// <inheritdoc />
    public StringValues this[string key]
    {
        get => TryGetValue(key, out var value) ? value : StringValues.Empty;
        set
        {
            ThrowIfReadOnly();
            if (value.Count == 0)
                RemoveAt(IndexOf(key));
            else if (IndexOf(key) is >= 0 and var index)
                _entries[index].Value = value;
            else
                Append(key, value);
        }
    }

    /// <inheritdoc />
    StringValues IDictionary<string, StringValues>.this[string key]
    {
        get => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no header '{key}'.");
        set => this[key] = value;
    }

    /// <inheritdoc />
    public long? ContentLength
    {
        get => this[HeaderNames.ContentLength] is [{ } text] && HeaderUtilities.TryParseNonNegativeInt64(text, out var length) ? length : null;
        set => this[HeaderNames.ContentLength] = value is { } length ? length.ToString(CultureInfo.InvariantCulture) : StringValues.Empty;
    }

    /// <inheritdoc />
    public ICollection<string> Keys => [.. this.Select(header => header.Key)];

    /// <inheritdoc />
    public ICollection<StringValues> Values => [.. this.Select(header => header.Value)];

    /// <inheritdoc />
    public int Count => _count;

    /// <inheritdoc cref="ICollection{T}.IsReadOnly" />
    public bool IsReadOnly { get; set; }

    /// <inheritdoc />
    public void Add(string key, StringValues value)
    {
        ThrowIfReadOnly();
        if (ContainsKey(key))
            throw new ArgumentException($"There is a header '{key}' already.", nameof(key));
        Append(key, value);
    }

    /// <inheritdoc />
    public void Add(KeyValuePair<string, StringValues> item) => Add(item.Key, item.Value);

    /// <inheritdoc />
    public void Clear()
    {
        ThrowIfReadOnly();
        Array.Clear(_entries);
        _count = 0;
    }

    /// <inheritdoc />
    public bool Contains(KeyValuePair<string, StringValues> item) => TryGetValue(item.Key, out var value) && value == item.Value;

    /// <inheritdoc />
    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    /// <inheritdoc />
    public void CopyTo(KeyValuePair<string, StringValues>[] array, int arrayIndex)
    {
        foreach (var header in this)
            array[arrayIndex++] = header;
    }

    /// <inheritdoc />
    public bool Remove(string key)
    {
        ThrowIfReadOnly();
        return RemoveAt(IndexOf(key));
    }

    /// <inheritdoc />
    public bool Remove(KeyValuePair<string, StringValues> item) => Contains(item) && Remove(item.Key);

    /// <inheritdoc />
    public bool TryGetValue(string key, out StringValues value)
    {
        var index = IndexOf(key);
        value = index < 0 ? default : _entries[index].Value;
        return index >= 0;
    }

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, StringValues>> GetEnumerator()
    {
        for (var i = 0; i < _count; i++)
            yield return new(_entries[i].Key, _entries[i].Value);
    }

    /// <inheritdoc />
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        for (var i = 0; i < _count; i++)
        {
            // Nearly everyone asks with the framework's own constants, which is the same string.
            if (ReferenceEquals(_entries[i].Key, key) || _entries[i].Key.Equals(key, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return -1;
    }

    private void Append(string key, StringValues value)
    {
        if (_count == _entries.Length)
            Array.Resize(ref _entries, Math.Max(2, _count * 2));
        _entries[_count++] = new Entry { Key = key, Value = value };
    }

    private bool RemoveAt(int index)
    {
        if (index < 0)
            return false;
        _count--;
        Array.Copy(_entries, index + 1, _entries, index, _count - index);
        _entries[_count] = default;
        return true;
    }

    private void ThrowIfReadOnly()
    {
        if (IsReadOnly)
            throw new InvalidOperationException("The headers cannot be changed: the response has already started.");
    }

    private struct Entry
    {
        public string Key;
        public StringValues Value;
    }
}
