using System.Text.Json;

namespace Mvc.Mcp.Requests;

/// <summary>
/// The members within an argument that a client may not send, at every depth: what the schema leaves out, the API would
/// take all the same.
/// </summary>
/// <remarks>Names count in any case, because serializers and model binding take them in any.</remarks>
internal sealed class HiddenMembers
{
    private static readonly char[] _separators = ['.', '[', ']'];

    private readonly HashSet<string> _hidden = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, HiddenMembers> _members = new(StringComparer.OrdinalIgnoreCase);
    private bool? _hideAnything;

    /// <summary>The same of the elements of an array.</summary>
    public HiddenMembers? Items { get; set; }

    /// <summary>The same of the values of a dictionary.</summary>
    public HiddenMembers? Values { get; set; }

    /// <summary>What is known of the member; null where nothing is.</summary>
    public HiddenMembers? Find(string member) => _members.GetValueOrDefault(member);

    /// <summary>Hides a member by one of its names.</summary>
    public void Hide(string name) => _hidden.Add(name);

    /// <summary>Says what is hidden in a member, by one of its names.</summary>
    public void Add(string name, HiddenMembers members) => _members.TryAdd(name, members);

    /// <summary>Whether anything is hidden here or below. Asked once all is read.</summary>
    public bool HideAnything => _hideAnything ??= Reach([]);

    /// <summary>The way to the first hidden member in <paramref name="value"/>; null where there is none.</summary>
    public string? FirstIn(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => FirstInObject(value),
        JsonValueKind.Array => FirstInArray(value),
        _ => null,
    };

    private string? FirstInObject(JsonElement value)
    {
        foreach (var member in value.EnumerateObject())
        {
            var at = (HiddenMembers?)this;
            // Fields are nested by their names as well: a[b].c is a name to JSON and a way to model binding.
            foreach (var name in member.Name.Split(_separators, StringSplitOptions.RemoveEmptyEntries))
            {
                if (at is null)
                    break;
                if (at._hidden.Contains(name))
                    return member.Name;
                at = at._members.GetValueOrDefault(name) ?? at.Values ?? at.Items;
            }

            if (at?.FirstIn(member.Value) is { } found)
                return $"{member.Name}.{found}";
        }

        return null;
    }

    private string? FirstInArray(JsonElement value)
    {
        var items = Items ?? this;
        foreach (var item in value.EnumerateArray())
        {
            if (items.FirstIn(item) is { } found)
                return found;
        }

        return null;
    }

    private bool Reach(HashSet<HiddenMembers> seen) =>
        seen.Add(this) &&
        (_hidden.Count > 0 || Items?.Reach(seen) == true || Values?.Reach(seen) == true || _members.Values.Any(member => member.Reach(seen)));
}
