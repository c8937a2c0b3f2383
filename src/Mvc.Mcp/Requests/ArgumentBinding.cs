using Mvc.Mcp.Requests.Values;

namespace Mvc.Mcp.Requests;

/// <summary>Where one argument of a tool goes, and how it is written there.</summary>
internal sealed record ArgumentBinding
{
    /// <summary>The argument's name in the tool's input schema.</summary>
    public required string Name { get; init; }

    /// <summary>Where it goes.</summary>
    public required ArgumentLocation Location { get; init; }

    /// <summary>
    /// Its name there: the route value, query key, header, form field or JSON property. Differs from
    /// <see cref="Name"/> where two locations clash or <c>[McpParameter]</c> renames it.
    /// </summary>
    public required string WireName { get; init; }

    /// <summary>What JSON it takes.</summary>
    public required ArgumentKind Kind { get; init; }

    /// <summary>The same in full: what a value is held to before the action runs.</summary>
    public required ValueSchema Schema { get; init; }

    /// <summary>Whether a call without it is refused before the action runs.</summary>
    public bool Required { get; init; }

    /// <summary>Whether JSON <c>null</c> is a value of it; otherwise null counts as not given.</summary>
    public bool Nullable => Schema.TakesNull;

    /// <summary>Whether a path value keeps its slashes (<c>{**path}</c>).</summary>
    public bool CatchAll { get; init; }

    /// <summary>Whether it takes the place of a header of the caller's, because <c>[McpParameter]</c> stands on the parameter.</summary>
    public bool IsCallersHeader { get; init; }

    /// <summary>How it is written there, as the document of the API says; null where MVC's model binding reads it.</summary>
    public ValueStyle? Style { get; init; }
}
