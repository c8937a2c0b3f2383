using Microsoft.AspNetCore.Authorization;
using ModelContextProtocol.Server;

namespace Mvc.Mcp;

/// <summary>
/// Tells what authorization asks of whoever uses a tool, a prompt or a resource. A singleton service, which <c>AddMcp()</c>
/// and <c>AddMcpAuthorization()</c> add.
/// </summary>
public interface IMcpAuthorization
{
    /// <summary>
    /// Combines everything that guards <paramref name="primitive"/>: <c>[Authorize]</c>, policies, requirements and
    /// <c>[AllowAnonymous]</c> of its own; and where it stands for an action or a minimal API, what stands on the endpoint, on
    /// MVC's filters, and the fallback policy.
    /// </summary>
    /// <param name="primitive">The tool, prompt or resource.</param>
    /// <returns>All of it in one policy, or <see langword="null"/> where nothing is asked.</returns>
    /// <exception cref="InvalidOperationException">A policy that is named does not exist.</exception>
    ValueTask<AuthorizationPolicy?> GetPolicyAsync(IMcpServerPrimitive primitive);
}
