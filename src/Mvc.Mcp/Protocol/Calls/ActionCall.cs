using ModelContextProtocol.Protocol;

namespace Mvc.Mcp.Protocol.Calls;

/// <summary>A call of an action's tool, read once.</summary>
/// <param name="Request">The message.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Version">The protocol version that its header names, if any.</param>
internal sealed record ActionCall(JsonRpcRequest Request, CallToolRequestParams Parameters, string? Version);
