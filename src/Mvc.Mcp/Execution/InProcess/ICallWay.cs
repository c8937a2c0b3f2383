using Microsoft.AspNetCore.Http;
using Mvc.Mcp.Requests;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>A way for a call to come to its action inside this application.</summary>
internal interface ICallWay
{
    /// <summary>Makes the context of <paramref name="call"/>.</summary>
    HttpContext CreateContext(
        ToolCall call, ActionRequest request, IServiceProvider services, CallResponse response, CallLifetime lifetime);

    /// <summary>Runs the action, and what stands before it, in <paramref name="context"/>.</summary>
    ValueTask RunAsync(ToolCall call, HttpContext context);
}
