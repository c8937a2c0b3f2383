namespace Mvc.Mcp.Conventions;

/// <summary>What the attributes of an action and its controller say to the catalog; stands in <c>ActionDescriptor.Properties</c>.</summary>
internal sealed record ActionHints
{
    /// <summary>Whether <see cref="McpIgnoreAttribute"/> stands on the action or its controller.</summary>
    public bool Ignored { get; init; }
}
