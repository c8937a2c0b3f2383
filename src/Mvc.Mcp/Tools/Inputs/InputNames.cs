using System.Text.RegularExpressions;
using Mvc.Mcp.Operations;

namespace Mvc.Mcp.Tools.Inputs;

/// <summary>Names the arguments of a tool: those of the API where model providers accept them, and unique.</summary>
internal static partial class InputNames
{
    // What model providers accept at most.
    private const int Longest = 64;

    /// <summary>The argument names of <paramref name="inputs"/>, in their order.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<Input> inputs)
    {
        // Two names that differ in case only are one name to a model.
        var clashes = inputs.CountBy(input => NameOf(input), StringComparer.OrdinalIgnoreCase)
            .Where(count => count.Value > 1)
            .Select(count => count.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. inputs.Select(input => Unique(input))];

        string Unique(Input input)
        {
            var name = NameOf(input);
            if (clashes.Contains(name))
                name += input.Suffix;
            name = Shorten(name);
            while (!taken.Add(name))
                name = Shorten(name, "_");
            return name;
        }
    }

    private static string NameOf(Input input)
    {
        var plain = PlainLetters.Write(input.WantedName);
        // A name in other letters says nothing once they are taken away; what describes the value says something.
        return Invalid().Replace(plain, "").Trim('_', '.', '-').Length > 0 || plain.All(char.IsAscii) ? MakeValid(plain) : MakeValid(Described(input));
    }

    private static string Described(Input input)
    {
        var text = (input.Schema["title"] ?? input.Schema["description"])?.ToString() ?? "";
        var words = Word().Matches(PlainLetters.Write(text)).Select(word => word.Value.ToLowerInvariant()).Take(3).ToArray();
        return words.Length > 0 ? string.Join('_', words) : $"{input.Location.ToString().ToLowerInvariant()}_value";
    }

    // The end of a name such as Order.Customer.Address.City tells more than its beginning.
    private static string Shorten(string name, string suffix = "") =>
        name.Length + suffix.Length <= Longest ? name + suffix : name[^(Longest - suffix.Length)..].TrimStart('.', '_', '-') + suffix;

    // Model providers accept these characters in the name of an argument and refuse the whole tool otherwise: OData's
    // $filter and PHP's filter[name] need another name.
    private static string MakeValid(string name)
    {
        if (!Invalid().IsMatch(name))
            return name;
        var valid = Invalid().Replace(name, "_").Trim('_');
        return valid.Length > 0 ? valid : "value";
    }

    [GeneratedRegex("[A-Za-z][A-Za-z0-9]+")]
    private static partial Regex Word();

    [GeneratedRegex("[^A-Za-z0-9_.-]+")]
    private static partial Regex Invalid();
}
