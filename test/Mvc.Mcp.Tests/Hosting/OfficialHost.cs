using ModelContextProtocol.AspNetCore;

namespace Mvc.Mcp.Tests.Hosting;

/// <summary>Tells a build with <c>-p:McpHost=official</c>, for what only the project's own host does.</summary>
internal static class OfficialHost
{
    /// <summary>Skips the test on ModelContextProtocol.AspNetCore.</summary>
    /// <param name="reason">What that host does instead.</param>
    public static void Skip(string reason) =>
        Xunit.Skip.If(typeof(HttpServerTransportOptions).Assembly.GetName().Name == "ModelContextProtocol.AspNetCore", reason);
}
