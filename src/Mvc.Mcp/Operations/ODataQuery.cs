namespace Mvc.Mcp.Operations;

/// <summary>What OData lets a caller ask of an answer.</summary>
/// <param name="Item">What is asked for; null where nobody says what that is.</param>
/// <param name="Several">Whether the answer is a list.</param>
internal sealed record ODataQuery(Type? Item, bool Several)
{
    /// <summary>The options that the action takes, by the bits of OData's <c>AllowedQueryOptions</c>.</summary>
    public int Allowed { get; init; }

    /// <summary>The most items that may be asked for; null for any number.</summary>
    public int? MaxTop { get; init; }
}
