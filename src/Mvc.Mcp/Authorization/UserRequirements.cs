using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Extensions.DependencyInjection;

namespace Mvc.Mcp.Authorization;

/// <summary>
/// The requirements that a user meets or does not meet, whatever is called: authenticated, role, claim, name.
/// </summary>
internal sealed class UserRequirements(IServiceScopeFactory scopes)
{
    private static readonly Type[] _types =
    [
        typeof(DenyAnonymousAuthorizationRequirement), typeof(RolesAuthorizationRequirement),
        typeof(ClaimsAuthorizationRequirement), typeof(NameAuthorizationRequirement),
    ];

    private bool? _areFrameworks;

    /// <summary>
    /// Whether the framework alone decides about them. An application may have a handler that meets a role by a table of its
    /// own, or by the address called; then nothing is known before it is asked.
    /// </summary>
    public bool AreDecidedByFramework => _areFrameworks ??= LookAtServices();

    /// <summary>Whether <paramref name="requirement"/> is one of them. A class derived from one is the application's own.</summary>
    public static bool Include(IAuthorizationRequirement requirement) => _types.Contains(requirement.GetType());

    /// <summary>Whether <paramref name="user"/> meets all that <paramref name="policy"/> asks, which is nothing but such requirements.</summary>
    public static async ValueTask<bool> AreMetAsync(AuthorizationPolicy policy, ClaimsPrincipal user)
    {
        var context = new AuthorizationHandlerContext(policy.Requirements, user, resource: null);
        foreach (var requirement in policy.Requirements)
            await ((IAuthorizationHandler)requirement).HandleAsync(context);
        return context.HasSucceeded;
    }

    private bool LookAtServices()
    {
        using var scope = scopes.CreateScope();
        var services = scope.ServiceProvider;
        return IsFrameworks<IPolicyEvaluator, PolicyEvaluator>(services) &&
            IsFrameworks<IAuthorizationService, DefaultAuthorizationService>(services) &&
            IsFrameworks<IAuthorizationEvaluator, DefaultAuthorizationEvaluator>(services) &&
            IsFrameworks<IAuthorizationHandlerContextFactory, DefaultAuthorizationHandlerContextFactory>(services) &&
            IsFrameworks<IAuthorizationHandlerProvider, DefaultAuthorizationHandlerProvider>(services) &&
            services.GetServices<IAuthorizationHandler>().All(handler => LeavesThemAlone(handler.GetType()));
    }

    // The framework derives classes of its own from these, to measure.
    private static bool IsFrameworks<TService, TDefault>(IServiceProvider services)
        where TService : notnull =>
        services.GetRequiredService<TService>().GetType().Assembly == typeof(TDefault).Assembly;

    private static bool LeavesThemAlone(Type handler)
    {
        if (handler == typeof(PassThroughAuthorizationHandler))
            return true;
        for (var type = handler; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() is var definition &&
                (definition == typeof(AuthorizationHandler<>) || definition == typeof(AuthorizationHandler<,>)))
            {
                return !Array.Exists(_types, type.GetGenericArguments()[0].IsAssignableFrom);
            }
        }

        return false;
    }
}
