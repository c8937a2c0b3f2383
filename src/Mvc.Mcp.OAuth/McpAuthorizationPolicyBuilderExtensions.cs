using Microsoft.AspNetCore.Authorization;
using Mvc.Mcp.OAuth;

// Where an application's Program.cs finds it without another using.
namespace Microsoft.AspNetCore.Builder;

/// <summary>Scopes in authorization policies.</summary>
public static class McpAuthorizationPolicyBuilderExtensions
{
    /// <summary>
    /// Asks for every one of the scopes in the caller's token, whether the token names them in <c>scope</c> or <c>scp</c>,
    /// as one string or as several claims. See <see cref="McpScopeRequirement"/>.
    /// </summary>
    /// <param name="builder">The policy.</param>
    /// <param name="scopes">At least one scope.</param>
    /// <returns>The policy, for chaining.</returns>
    /// <exception cref="ArgumentException">No scope, or one that is no scope token.</exception>
    public static AuthorizationPolicyBuilder RequireMcpScope(this AuthorizationPolicyBuilder builder, params string[] scopes)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddRequirements(new McpScopeRequirement(scopes));
    }
}
