using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Mvc.Mcp.OAuth.Resource;

namespace Mvc.Mcp.OAuth.Tokens;

/// <summary>
/// At the MCP endpoints, lets our scheme stand in for the application's default one and for the one that signs users in:
/// for requests that bring a token of ours, and for challenges, which would lead an MCP client to a page. An action that
/// runs in such a request, or asks for its tokens, finds the same user. Everything else is the application's own service's.
/// </summary>
internal sealed class McpAuthenticationService(
    IAuthenticationService inner,
    IAuthenticationSchemeProvider schemes,
    McpResources resources,
    IOptions<McpOAuthProxyOptions> options) : IAuthenticationService
{
    public async Task<AuthenticateResult> AuthenticateAsync(HttpContext context, string? scheme)
    {
        if (await StandsInForAsync(scheme, await schemes.GetDefaultAuthenticateSchemeAsync()))
        {
            if (resources.IsMcp(context) && McpTokenHandler.IsMeantFor(context.Request))
                return await inner.AuthenticateAsync(context, McpOAuthDefaults.AuthenticationScheme);
            // A call inside the request: its context has the request's result, and another endpoint.
            if (context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult is { Ticket.AuthenticationScheme: McpOAuthDefaults.AuthenticationScheme } known)
                return known;
        }
        return await inner.AuthenticateAsync(context, scheme);
    }

    public async Task ChallengeAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) =>
        await inner.ChallengeAsync(context, await AnswersAsync(context, scheme, await schemes.GetDefaultChallengeSchemeAsync()), properties);

    public async Task ForbidAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) =>
        await inner.ForbidAsync(context, await AnswersAsync(context, scheme, await schemes.GetDefaultForbidSchemeAsync()), properties);

    public Task SignInAsync(HttpContext context, string? scheme, ClaimsPrincipal principal, AuthenticationProperties? properties) =>
        inner.SignInAsync(context, scheme, principal, properties);

    public Task SignOutAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) =>
        inner.SignOutAsync(context, scheme, properties);

    private async Task<string?> AnswersAsync(HttpContext context, string? scheme, AuthenticationScheme? standard) =>
        resources.IsMcp(context) && await StandsInForAsync(scheme, standard) ? McpOAuthDefaults.AuthenticationScheme : scheme;

    private async ValueTask<bool> StandsInForAsync(string? scheme, AuthenticationScheme? standard) =>
        options.Value.IssuesOwnTokens &&
        (scheme is null || scheme == standard?.Name || scheme == options.Value.SignInScheme ||
            scheme == (await schemes.GetDefaultAuthenticateSchemeAsync())?.Name);
}
