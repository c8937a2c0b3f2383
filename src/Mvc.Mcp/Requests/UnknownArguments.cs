using Mvc.Mcp.Requests.Values;
using Mvc.Mcp.Schemas;

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
        var told = false;
        foreach (var name in given)
        {
            if (plan.ByName.ContainsKey(name))
                continue;
            if (errors.IsFull)
            {
                errors.AddUnsaid();
                continue;
            }

            errors.Add($"'{FaultPath.Shown(name)}' is not an argument of this tool{FaultText.Suggestion(NearNames.Nearest(name, names), told ? null : names)}");
            told = true;
        }
    }
}
