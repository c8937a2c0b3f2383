namespace Mvc.Mcp;

/// <summary>Says how a parameter of an action, or a property of a model, appears among the arguments of a tool.</summary>
/// <remarks>
/// <para>The HTTP API is unchanged: the value still goes where the action expects it, under the name it has there.</para>
/// <para>On a parameter that is a header of the caller's (<see cref="McpOptions.PropagatedHeaders"/>) or a secret by its name
/// (<c>X-Api-Key</c>), it makes an argument of it, which such headers are not otherwise. A model that gives it then replaces what
/// the caller sent and middleware has looked at.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class McpParameterAttribute : Attribute
{
    /// <summary>
    /// The argument's name. Default: the name that the HTTP API uses. A property of an object within another keeps its
    /// name, because the object is sent as it is given: there this has no effect.
    /// </summary>
    public string? Name { get; set; }

    /// <summary>What a model reads of the argument. Default: the description in the Swagger document.</summary>
    public string? Description { get; set; }

    /// <summary>
    /// The name under which clients that speak protocol version 2026-07-28 or later repeat the argument in an HTTP header, so that
    /// a gateway can route by it: <c>Region</c> becomes <c>Mcp-Param-Region</c> (<c>x-mcp-header</c> in the input schema).
    /// For texts, integers and booleans; no two arguments of a tool may have the same. Only arguments can be repeated: on a
    /// property of an object within another this has no effect. Default: none.
    /// </summary>
    public string? Header { get; set; }
}
