using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>
/// What stands in for every scheme where no HTTP request brought the call, as over stdio: there are no credentials to read,
/// and the application itself said who calls.
/// </summary>
internal sealed class KnownUserAuthentication(ClaimsPrincipal? user, string scheme) : IAuthenticationHandler
{
    /// <inheritdoc />
    public Task InitializeAsync(AuthenticationScheme scheme, HttpContext context) => Task.CompletedTask;

    /// <inheritdoc />
    public Task<AuthenticateResult> AuthenticateAsync() => Task.FromResult(
        user?.Identity?.IsAuthenticated == true
            ? AuthenticateResult.Success(new AuthenticationTicket(user, scheme))
            : AuthenticateResult.NoResult());

    /// <inheritdoc />
    public Task ChallengeAsync(AuthenticationProperties? properties) => throw new NotSupportedException();

    /// <inheritdoc />
    public Task ForbidAsync(AuthenticationProperties? properties) => throw new NotSupportedException();
}
