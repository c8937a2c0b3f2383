namespace Mvc.Mcp;

/// <summary>
/// Keeps a controller, an action, a parameter or a property away from MCP clients. What is ignored is neither listed nor
/// callable; the HTTP API is unchanged.
/// </summary>
/// <remarks>
/// On a controller it covers all its actions, those of derived controllers included. An ignored parameter or property
/// must be optional for the API: no client can send it any more.
/// It is about what clients send: answers are as over HTTP. A property of an object within another is left out of the schema,
/// and refused wherever a client sends it all the same.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method | AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class McpIgnoreAttribute : Attribute;
