using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Mvc.Mcp.Authorization;

/// <summary>
/// Finds what no caller could pass and no refusal could be made of, when the application starts: a policy or a scheme that
/// does not exist, a challenge without a scheme. The first caller would get a bare 500 for it.
/// </summary>
internal sealed class RuleCheck(
    ToolAuthorization authorization,
    IAuthorizationPolicyProvider policies,
    IAuthenticationSchemeProvider schemes,
    IAuthorizationMiddlewareResultHandler refusals)
{
    /// <summary>Checks what stands in the metadata of <paramref name="guarded"/>.</summary>
    /// <param name="guarded">The endpoint or primitive.</param>
    /// <param name="name">What the developer knows it by.</param>
    /// <param name="metadata">Its metadata.</param>
    /// <param name="challenges">Whether refusals become challenges: they do over HTTP.</param>
    /// <exception cref="InvalidOperationException">Something does not exist; the message says what, where and what to do.</exception>
    public async Task CheckAsync(object guarded, string name, IReadOnlyList<object> metadata, bool challenges)
    {
        // Where policies are made while the application runs, nobody knows them yet.
        if (!policies.AllowsCachingPolicies)
            return;
        AccessRule rule;
        try
        {
            rule = await authorization.RuleOfAsync(guarded, metadata);
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidOperationException(
                $"{name}: {exception.Message} Add it with AddAuthorizationBuilder().AddPolicy(…), or correct the name in [Authorize].", exception);
        }

        if (rule.Policy is not { } policy || !challenges || schemes.GetType() != typeof(AuthenticationSchemeProvider))
            return;
        foreach (var scheme in policy.AuthenticationSchemes)
        {
            if (await schemes.GetSchemeAsync(scheme) is null)
            {
                throw new InvalidOperationException(
                    $"{name}: the authentication scheme '{scheme}' does not exist. Add it with AddAuthentication(), or correct the name in [Authorize] or its policy.");
            }
        }

        // What the application asks itself may never be refused, and a handler of its own may answer without a scheme.
        if (rule.User is not null && policy.AuthenticationSchemes.Count == 0 &&
            refusals.GetType().Assembly == typeof(AuthorizationMiddlewareResultHandler).Assembly &&
            await schemes.GetDefaultChallengeSchemeAsync() is null)
        {
            throw new InvalidOperationException(
                $"{name}: it asks for authorization, and no authentication scheme can challenge a caller who has none. Name one in AddAuthentication(\"…\"), " +
                "or in [Authorize(AuthenticationSchemes = …)].");
        }
    }
}
