using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Server;
using Mvc.Mcp.Catalog;

namespace Mvc.Mcp.Invocation.InProcess;

/// <summary>Marks the context of a tool call, and leads back to what made it.</summary>
internal interface IToolCallFeature
{
    /// <summary>The operation called.</summary>
    OperationDefinition Operation { get; }

    /// <summary>The MCP message.</summary>
    MessageContext Message { get; }

    /// <summary>The context of the HTTP request that brought the message; null where none did.</summary>
    HttpContext? Caller { get; }

    /// <summary>How many tool calls stand around this one.</summary>
    int Depth { get; }
}
