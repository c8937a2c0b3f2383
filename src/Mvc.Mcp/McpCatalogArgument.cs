namespace Mvc.Mcp;

/// <summary>Where in the HTTP request of a call an argument goes.</summary>
/// <param name="Name">The argument's name in the tool's input schema.</param>
/// <param name="In"><c>path</c>, <c>query</c>, <c>header</c>, <c>cookie</c>, <c>body</c> or <c>form</c>.</param>
/// <param name="WireName">
/// Its name there: the route value, query key, header, cookie, form field or property of the body; for the whole body the
/// argument's own name.
/// </param>
public sealed record McpCatalogArgument(string Name, string In, string WireName)
{
    /// <summary>
    /// Whether it is a header that is otherwise the caller's to send (<see cref="McpOptions.PropagatedHeaders"/>, or an API key by
    /// its name), and an argument because <see cref="McpParameterAttribute"/> stands on the parameter. A call that gives it
    /// replaces the caller's.
    /// </summary>
    public bool IsCallersHeader { get; init; }
}
