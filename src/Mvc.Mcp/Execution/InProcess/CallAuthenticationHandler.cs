using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>
/// The handler of one scheme inside a tool call: it authenticates by the credentials of the MCP request, which the call
/// may not have a copy of, and answers into the call's own response.
/// </summary>
internal class CallAuthenticationHandler : IAuthenticationHandler
{
    private readonly IAuthenticationHandler _authenticator;

    private CallAuthenticationHandler(IAuthenticationHandler authenticator, IAuthenticationHandler responder)
    {
        _authenticator = authenticator;
        Responder = responder;
    }

    /// <summary>The handler that was made for the call's context.</summary>
    protected IAuthenticationHandler Responder { get; }

    /// <summary>Joins the handler of the caller's context and that of the call's; the result can do what they can.</summary>
    public static IAuthenticationHandler Create(IAuthenticationHandler authenticator, IAuthenticationHandler responder) => responder switch
    {
        IAuthenticationSignInHandler => new WithSignIn(authenticator, responder),
        IAuthenticationSignOutHandler => new WithSignOut(authenticator, responder),
        _ => new CallAuthenticationHandler(authenticator, responder),
    };

    /// <inheritdoc />
    public Task InitializeAsync(AuthenticationScheme scheme, HttpContext context) => Task.CompletedTask;

    /// <inheritdoc />
    public async Task<AuthenticateResult> AuthenticateAsync()
    {
        // A handler authenticates once for its context, which all calls of one MCP request share.
        var result = await _authenticator.AuthenticateAsync();
        return result.Ticket is { } ticket ? UserCopy.For(UserCopy.Of(ticket.Principal), ticket) : result;
    }

    /// <inheritdoc />
    public Task ChallengeAsync(AuthenticationProperties? properties) => Responder.ChallengeAsync(properties);

    /// <inheritdoc />
    public Task ForbidAsync(AuthenticationProperties? properties) => Responder.ForbidAsync(properties);

    private class WithSignOut(IAuthenticationHandler authenticator, IAuthenticationHandler responder)
        : CallAuthenticationHandler(authenticator, responder), IAuthenticationSignOutHandler
    {
        /// <inheritdoc />
        public Task SignOutAsync(AuthenticationProperties? properties) =>
            ((IAuthenticationSignOutHandler)Responder).SignOutAsync(properties);
    }

    private sealed class WithSignIn(IAuthenticationHandler authenticator, IAuthenticationHandler responder)
        : WithSignOut(authenticator, responder), IAuthenticationSignInHandler
    {
        /// <inheritdoc />
        public Task SignInAsync(ClaimsPrincipal user, AuthenticationProperties? properties) =>
            ((IAuthenticationSignInHandler)Responder).SignInAsync(user, properties);
    }
}
