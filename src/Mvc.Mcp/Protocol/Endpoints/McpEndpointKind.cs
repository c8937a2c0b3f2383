namespace Mvc.Mcp.Protocol.Endpoints;

/// <summary>What the official <c>MapMcp</c> maps.</summary>
internal enum McpEndpointKind
{
    /// <summary>Something else mapped it.</summary>
    None,

    /// <summary>It takes messages: the POST of Streamable HTTP.</summary>
    Messages,

    /// <summary>It streams what a session has to say, or ends the session: GET and DELETE of Streamable HTTP.</summary>
    Session,

    /// <summary>It belongs to the transport of protocol version 2024-11-05.</summary>
    LegacySse,

    /// <summary>The official host mapped it, and it is none of the above.</summary>
    Unknown,
}
