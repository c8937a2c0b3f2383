using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Server;

namespace ModelContextProtocol.AspNetCore.Authorization;

/// <summary>Whether a caller may use a tool, prompt or resource, by the <c>[Authorize]</c> that stands on it.</summary>
internal static class PrimitiveAccess
{
    private static readonly ClaimsPrincipal Nobody = new(new ClaimsIdentity());

    /// <summary>Most primitives have no rule at all, which is worth finding out only once.</summary>
    private static readonly ConditionalWeakTable<IMcpServerPrimitive, StrongBox<bool>> HasRule = [];

    public static bool IsGuarded(IMcpServerPrimitive? primitive) =>
        primitive is not null && HasRule.GetValue(primitive, static owner => new(ReadRule(owner.Metadata))).Value;

    /// <param name="primitive">What is asked for; it has a rule.</param>
    /// <param name="user">The caller, if it is authenticated.</param>
    /// <param name="services">The services of the request.</param>
    /// <param name="resource">What policies get to see.</param>
    /// <exception cref="InvalidOperationException">The application has no authorization services.</exception>
    public static async Task<bool> IsAllowedAsync(
        IMcpServerPrimitive primitive, ClaimsPrincipal? user, IServiceProvider? services, object resource)
    {
        if (services?.GetService<IAuthorizationService>() is not { } authorization
            || services.GetService<IAuthorizationPolicyProvider>() is not { } policies)
        {
            throw new InvalidOperationException(
                $"'{primitive.Id}' has [Authorize], but the application has no authorization. Call services.AddAuthorization().");
        }

        var policy = await AuthorizationPolicy.CombineAsync(
            policies, primitive.Metadata.OfType<IAuthorizeData>(), primitive.Metadata.OfType<AuthorizationPolicy>());
        return policy is null || (await authorization.AuthorizeAsync(user ?? Nobody, resource, policy)).Succeeded;
    }

    private static bool ReadRule(IReadOnlyList<object> metadata) =>
        metadata.Any(item => item is IAuthorizeData or AuthorizationPolicy) && !metadata.Any(item => item is IAllowAnonymous);
}
