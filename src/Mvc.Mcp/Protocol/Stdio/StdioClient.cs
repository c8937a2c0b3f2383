using System.Security.Claims;
using ModelContextProtocol.Protocol;

namespace Mvc.Mcp.Protocol.Stdio;

/// <summary>The one client of a process that was started by it, if there is one: told before the application starts.</summary>
internal sealed class StdioClient
{
    /// <summary>Whether the application serves that client, and not HTTP.</summary>
    public bool IsServed => Transport is not null;

    /// <summary>The way to it and from it.</summary>
    public ITransport? Transport { get; private set; }

    /// <summary>Who it is.</summary>
    public ClaimsPrincipal User { get; private set; } = new(new ClaimsIdentity());

    /// <summary>Has the application serve the client at the other end of <paramref name="transport"/>.</summary>
    public void Serve(ITransport transport, ClaimsPrincipal user)
    {
        Transport = transport;
        User = user;
    }
}
