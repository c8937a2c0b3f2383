namespace Mvc.Mcp.Requests.Values;

/// <summary>One thing that is wrong with an argument.</summary>
/// <param name="Path">Where, from the value that was checked: <c>.lines[0].quantity</c>; empty for that value itself.</param>
/// <param name="Text">What is wrong, in words that follow the path.</param>
internal readonly record struct Fault(string Path, string Text)
{
    /// <summary>A value that is not what is expected.</summary>
    public static Fault Wrong(string path, string given, string expected) => new(path, $"was given {given}; expected {expected}.");

    /// <summary>A member that is not there.</summary>
    public static Fault Missing(string path, string expected) => new(path, $"is required and was not given; expected {expected}.");

    /// <summary>A member that is there more than once: readers differ in which one counts.</summary>
    public static Fault Twice(string name) => new(FaultPath.Member(name), "was given more than once; expected once.");

    /// <summary>A member that there is none of.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="near">The name that was meant; null where nobody knows.</param>
    /// <param name="names">The names that there are; null where they have been told.</param>
    public static Fault Unknown(string name, string? near, IReadOnlyCollection<string>? names) =>
        new(FaultPath.Member(name), "is not known there" + FaultText.Suggestion(near, names));

    /// <summary>The whole sentence.</summary>
    /// <param name="argument">What the value that was checked is called.</param>
    public string Sentence(string argument) => $"'{argument}{Path}' {Text}";
}

/// <summary>Writes the steps of a path into a value.</summary>
internal static class FaultPath
{
    private const int LongestName = 64;

    /// <summary>The step to a member.</summary>
    public static string Member(string name) => IsPlain(name) ? "." + name : $"[\"{Shown(name)}\"]";

    /// <summary>A name as it is shown: it comes from the caller and may be of any length.</summary>
    public static string Shown(string name) =>
        (name.Length <= LongestName ? name : string.Concat(name.AsSpan(0, LongestName), "…")).ReplaceLineEndings(" ");

    private static bool IsPlain(string name) =>
        name.Length is > 0 and <= LongestName && name.All(character => char.IsLetterOrDigit(character) || character is '_' or '$' or '-');
}
