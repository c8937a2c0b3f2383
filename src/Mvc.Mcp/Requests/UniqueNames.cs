using System.Buffers;
using System.Text.Json;

namespace Mvc.Mcp.Requests;

/// <summary>Finds names that stand twice in one object: one parser takes the first, another the last.</summary>
internal static class UniqueNames
{
    // Most messages have few names; the set of a large one is not kept.
    private const int MostKept = 1_000;

    [ThreadStatic]
    private static HashSet<(int Holder, ulong Name)>? _kept;

    /// <summary>Whether no object of <paramref name="json"/>, at whatever depth, has a name twice.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static bool In(ReadOnlySpan<byte> json)
    {
        var names = _kept ?? [];
        _kept = null;
        try
        {
            return In(json, names);
        }
        finally
        {
            if (names.Count <= MostKept)
            {
                names.Clear();
                _kept = names;
            }
        }
    }

    // An object is known by the order in which they begin; names by 64 bits, which two of a message do not share by chance.
    private static bool In(ReadOnlySpan<byte> json, HashSet<(int Holder, ulong Name)> names)
    {
        var reader = new Utf8JsonReader(json);
        Span<int> holders = stackalloc int[65];
        var begun = 0;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject)
                holders[reader.CurrentDepth] = ++begun;
            else if (reader.TokenType == JsonTokenType.PropertyName && !names.Add((holders[reader.CurrentDepth - 1], NameOf(ref reader))))
                return false;
        }

        return true;
    }

    private static ulong NameOf(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return Hash(reader.ValueSpan);
        var buffer = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            return Hash(buffer.AsSpan(0, reader.CopyString(buffer)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // FNV-1a. Who finds two names with one hash has a message of their own refused.
    private static ulong Hash(ReadOnlySpan<byte> name)
    {
        var hash = 14695981039346656037UL;
        foreach (var part in name)
            hash = (hash ^ part) * 1099511628211UL;
        return hash;
    }
}
