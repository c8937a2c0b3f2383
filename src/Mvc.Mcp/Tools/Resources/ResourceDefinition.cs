using ModelContextProtocol.Protocol;

namespace Mvc.Mcp.Tools.Resources;

/// <summary>What the catalog decided of an operation that clients read as a resource.</summary>
/// <param name="Call">The operation: its request is planned as that of a tool.</param>
/// <param name="Template">What clients see; without a variable in its address it is a resource and no template.</param>
/// <param name="Uri">Takes addresses apart.</param>
internal sealed record ResourceDefinition(ToolDefinition Call, ResourceTemplate Template, ResourceUri Uri);
