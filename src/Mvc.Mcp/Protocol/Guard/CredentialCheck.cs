using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.Catalog;

namespace Mvc.Mcp.Protocol.Guard;

/// <summary>
/// Refuses a request whose credentials a scheme rejects, also where the endpoint is open to anonymous callers: to be served as
/// nobody would tell a client with an expired token that there are fewer tools, and it would never refresh (specification,
/// Authorization, "Token Handling").
/// </summary>
/// <remarks>
/// Asked are the default scheme and those that the endpoint's tools name. Cookies are left alone: a browser sends them by itself, and
/// over HTTP an old one means nobody.
/// </remarks>
internal sealed class CredentialCheck(IMcpAuthorization authorization, IAuthenticationSchemeProvider schemes)
{
    private const string Message = "The credentials of this request were refused: they are expired, revoked, or not for this server. Sign in again, or send none.";

    private readonly ConditionalWeakTable<CatalogSnapshot, Task<string[]>> _named = [];

    /// <summary>Answers with the challenge of the scheme that rejects the request's credentials; false where none does.</summary>
    public ValueTask<bool> RefusesAsync(HttpContext http, CatalogSnapshot snapshot)
    {
        // What is forwarded is guarded where it runs, and the credentials may be for there.
        if (snapshot.Options.Forwarding is not null)
            return new(false);
        foreach (var identity in http.User.Identities)
        {
            if (identity.IsAuthenticated)
                return new(false);
        }

        return RefusesAnonymousAsync(http, snapshot);
    }

    private async ValueTask<bool> RefusesAnonymousAsync(HttpContext http, CatalogSnapshot snapshot)
    {
        string? rejected = null;
        var standard = await schemes.GetDefaultAuthenticateSchemeAsync();
        if (standard is not null && await JudgeAsync(http, standard) is { } judged)
        {
            if (judged)
                return false;
            rejected = standard.Name;
        }

        foreach (var name in await _named.GetValue(snapshot, NamedByAsync))
        {
            if (name == standard?.Name || await schemes.GetSchemeAsync(name) is not { } scheme || await JudgeAsync(http, scheme) is not { } good)
                continue;
            if (good)
                return false;
            rejected ??= name;
        }

        if (rejected is null)
            return false;
        await ChallengeAsync(http, rejected);
        return true;
    }

    // True where the scheme knows the caller, false where it rejects what the caller brings, null where that is nothing to it.
    private static async ValueTask<bool?> JudgeAsync(HttpContext http, AuthenticationScheme scheme)
    {
        if (typeof(IAuthenticationRequestHandler).IsAssignableFrom(scheme.HandlerType) || MayBeAboutCookies(http.Request, scheme.HandlerType))
            return null;
        var result = await http.AuthenticateAsync(scheme.Name);
        return result.Succeeded ? true : result.Failure is null ? null : false;
    }

    // A scheme that signs in may stand for several, of which a cookie is one; another may stand in for it where a token comes.
    private static bool MayBeAboutCookies(HttpRequest request, Type handler) =>
        typeof(IAuthenticationSignInHandler).IsAssignableFrom(handler) &&
        (request.Headers.Authorization.Count == 0 ||
            (typeof(CookieAuthenticationHandler).IsAssignableFrom(handler) && request.Headers.Cookie.Count > 0));

    // The application's own handler of refusals sees it as any other challenge.
    private static async Task ChallengeAsync(HttpContext http, string scheme)
    {
        var policy = new AuthorizationPolicyBuilder(scheme).RequireAuthenticatedUser().Build();
        var refusals = http.RequestServices.GetRequiredService<IAuthorizationMiddlewareResultHandler>();
        await refusals.HandleAsync(_ => Task.CompletedTask, http, policy, PolicyAuthorizationResult.Challenge());
        if (!http.Response.HasStarted && http.Response.StatusCode == StatusCodes.Status401Unauthorized)
            await new JsonRpcErrorResult(StatusCodes.Status401Unauthorized, JsonRpcErrorResult.Refused, Message).WriteAsync(http);
    }

    private Task<string[]> NamedByAsync(CatalogSnapshot snapshot) => ReadAsync(snapshot);

    private async Task<string[]> ReadAsync(CatalogSnapshot snapshot)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tool in snapshot.ActionTools)
            names.UnionWith((await authorization.GetPolicyAsync(tool))?.AuthenticationSchemes ?? []);
        return [.. names];
    }
}
