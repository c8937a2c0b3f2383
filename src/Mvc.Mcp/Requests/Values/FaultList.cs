using Mvc.Mcp.Schemas;

namespace Mvc.Mcp.Requests.Values;

/// <summary>Collects what is wrong with one value: as much as somebody reads, whatever the value's size.</summary>
internal sealed class FaultList
{
    /// <summary>How many faults of one call are told.</summary>
    public const int Most = 10;

    private readonly List<Fault> _faults = [];

    /// <summary>How many there are.</summary>
    public int Count => _faults.Count;

    /// <summary>Whether no more are told.</summary>
    public bool IsFull => _faults.Count >= Most;

    /// <summary>The faults in the order in which they were found.</summary>
    public IReadOnlyList<Fault> Faults => _faults;

    /// <summary>Notes one.</summary>
    public void Add(Fault fault)
    {
        if (!IsFull)
            _faults.Add(fault);
    }

    /// <summary>Notes members that <paramref name="rules"/> do not know, with the names they do know, once.</summary>
    public void AddUnknown(ObjectRules rules, IReadOnlyList<string> unknown)
    {
        string[] names = [.. rules.Members.Select(member => member.Name)];
        var told = false;
        foreach (var name in unknown)
        {
            Add(Fault.Unknown(name, NearNames.Nearest(name, names), told ? null : names));
            told = true;
        }
    }

    /// <summary>Says of the faults from <paramref name="first"/> on that they were found one step further in.</summary>
    public void Within(int first, string step)
    {
        for (var index = first; index < _faults.Count; index++)
            _faults[index] = _faults[index] with { Path = step + _faults[index].Path };
    }
}
