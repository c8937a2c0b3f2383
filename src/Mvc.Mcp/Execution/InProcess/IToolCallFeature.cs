using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Server;
using Mvc.Mcp.Execution.Progress;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>Marks the context of a tool call, and leads back to what made it.</summary>
internal interface IToolCallFeature
{
    /// <summary>The operation called.</summary>
    ToolDefinition Operation { get; }

    /// <summary>Where the call goes.</summary>
    ActionEndpoint Endpoint { get; }

    /// <summary>The MCP message.</summary>
    MessageContext Message { get; }

    /// <summary>The context of the HTTP request that brought the message; null where none did.</summary>
    HttpContext? Caller { get; }

    /// <summary>Where the call's progress goes; null where the caller did not ask for it.</summary>
    ProgressReporter? Progress { get; }

    /// <summary>How many tool calls stand around this one.</summary>
    int Depth { get; }

    /// <summary>Whether the call has come as far as the action, where it is to go no further.</summary>
    bool Reached { get; set; }

    /// <summary>Whether schemes look at the call's own request for credentials, and not at the MCP request.</summary>
    bool AuthenticatesItself { get; set; }
}
