using Mvc.Mcp.Requests.Values;

namespace Mvc.Mcp.Requests;

/// <summary>
/// Refuses arguments that the tool does not have. To ignore them would let a misspelt filter return everything.
/// </summary>
internal static class UnknownArguments
{
    /// <summary>
    /// Notes each of <paramref name="given"/> that <paramref name="plan"/> does not know, with the nearest valid name, and all
    /// names once.
    /// </summary>
    public static void Report(RequestTemplate plan, IEnumerable<string> given, ArgumentErrors errors)
    {
        string[] names = [.. plan.Arguments.Select(argument => argument.Name)];
        var told = 0;
        foreach (var name in given)
        {
            if (plan.ByName.ContainsKey(name))
                continue;
            errors.Add(told < FaultList.Most ? Sentence(name, names, told == 0) : "");
            told++;
        }
    }

    private static string Sentence(string name, string[] names, bool first)
    {
        var text = $"'{FaultPath.Shown(name)}' is not an argument of this tool";
        if (names.Length == 0)
            return text + "; it takes none.";
        var near = NearName.Of(name, names);
        var known = FaultText.Known(names);
        return near is null
            ? first ? $"{text}.{known}" : text + "."
            : $"{text}; did you mean '{near}'?{(first ? known : "")}";
    }
}
