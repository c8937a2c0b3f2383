using System.Globalization;

namespace Mvc.Mcp.MeasuredApis.Thousand;

/// <summary>What can be done with a thing.</summary>
/// <param name="Tool">The name of the operation, with a gap for the thing.</param>
/// <param name="Several">Whether it is done with all of them.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path below that of the things.</param>
/// <param name="Template">The action that does it.</param>
/// <param name="Summary">What it does, with a gap for the thing.</param>
public sealed record Deed(string Tool, bool Several, string Method, string Path, string Template, string Summary)
{
    /// <summary>The name of the operation that does it with <paramref name="thing"/>.</summary>
    public string ToolOf(Thing thing) => Fill(Tool, Several ? thing.Plural : thing.Name).Replace(' ', '_');

    /// <summary>What that operation does.</summary>
    public string Describe(Thing thing) => Fill(Summary, Several ? thing.Plural : thing.Name);

    private static string Fill(string text, string name) => string.Format(CultureInfo.InvariantCulture, text, name);
}
