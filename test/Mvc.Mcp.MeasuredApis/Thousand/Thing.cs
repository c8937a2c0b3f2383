namespace Mvc.Mcp.MeasuredApis.Thousand;

/// <summary>One kind of things that an application keeps.</summary>
/// <param name="Area">Who looks after it; the tag of its operations.</param>
/// <param name="Name">What it is called, in one or two words.</param>
public sealed record Thing(string Area, string Name)
{
    /// <summary>Several of it.</summary>
    public string Plural => Name[^1] == 'y' && Name[^2] != 'a' ? Name[..^1] + "ies" : Name + "s";

    /// <summary>Where they are.</summary>
    public string Path => Plural.Replace(' ', '-');
}
