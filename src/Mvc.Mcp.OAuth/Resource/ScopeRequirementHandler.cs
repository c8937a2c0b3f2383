using Microsoft.AspNetCore.Authorization;

namespace Mvc.Mcp.OAuth.Resource;

/// <summary>Grants a scope requirement to a token that has every one of its scopes.</summary>
internal sealed class ScopeRequirementHandler : AuthorizationHandler<McpScopeRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, McpScopeRequirement requirement)
    {
        if (requirement.Scopes.All(scope => ScopeClaims.Has(context.User, scope)))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
