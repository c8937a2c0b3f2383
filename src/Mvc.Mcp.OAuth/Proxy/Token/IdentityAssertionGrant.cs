using Duende.IdentityModel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Mvc.Mcp.OAuth.Proxy.Authorization;
using Mvc.Mcp.OAuth.Proxy.Clients;
using Mvc.Mcp.OAuth.Proxy.Wire;
using Mvc.Mcp.OAuth.Resource;
using Mvc.Mcp.OAuth.Tokens;

namespace Mvc.Mcp.OAuth.Proxy.Token;

/// <summary>
/// Tokens for an identity assertion (ID-JAG): a company's identity provider says that this client may act for this user
/// here, and no browser is needed. There is no refresh token, so that the provider is asked again.
/// </summary>
internal sealed partial class IdentityAssertionGrant(
    IdentityAssertions assertions,
    ClientDirectory clients,
    McpResources resources,
    ScopePolicy scopes,
    TokenState state,
    OwnTokens tokens,
    TokenAnswers answers,
    TimeProvider time,
    ILogger<IdentityAssertionGrant> logger)
{
    /// <summary>The name of the grant's profile in metadata.</summary>
    public const string Profile = "urn:ietf:params:oauth:grant-profile:id-jag";

    public async Task AnswerAsync(HttpContext context, RequestParameters form)
    {
        var clientId = form[OidcConstants.TokenRequest.ClientId]!;
        if (await assertions.ReadAsync(form[OidcConstants.TokenRequest.Assertion], context.RequestAborted) is not { } assertion ||
            assertion.ClientId != clientId)
        {
            await answers.RefuseAsync(context, OidcConstants.TokenErrors.InvalidGrant,
                "The assertion is not a current one of a trusted issuer, for this server and this client.");
            return;
        }
        var resource = assertion.Resource ?? form[OidcConstants.TokenRequest.Resource] ?? resources.Only;
        if (resource is null || !resources.IsServed(resource) || !McpResources.MayBeSame(form[OidcConstants.TokenRequest.Resource], resource))
        {
            await answers.RefuseAsync(context, OidcConstants.TokenErrors.InvalidTarget, "The assertion is for another resource.");
            return;
        }
        // The provider's word bounds what the client asks for, and this server's what the provider says.
        var asked = ScopeToken.Split(form[OidcConstants.TokenRequest.Scope]);
        string[] granted = [.. assertion.Scopes.Where(scope => scopes.Allowed.Contains(scope) && (asked.Count == 0 || asked.Contains(scope)))];
        if (granted.Length == 0 && (asked.Count > 0 || assertion.Scopes.Count > 0))
        {
            await answers.RefuseAsync(context, OidcConstants.TokenErrors.InvalidScope, "None of the scopes is known here and granted by the assertion.");
            return;
        }
        if (await clients.FindAsync(clientId, context.RequestAborted) is not { } client)
        {
            await answers.RefuseClientAsync(context, "The client is not known any more.");
            return;
        }
        if (!await state.TryUseAsync($"{assertion.Issuer} {assertion.Id}", assertion.Expires - time.GetUtcNow(), context.RequestAborted))
        {
            LogUsedTwice(assertion.Issuer);
            await answers.RefuseAsync(context, OidcConstants.TokenErrors.InvalidGrant, "The assertion is used up.");
            return;
        }
        var outcome = tokens.Issue(Randomness.Create(), Client.BindingOf(clientId), client.Name, granted, resource, assertion.User);
        await answers.AnswerAsync(context, outcome, refresh: null, mayRefresh: false);
    }

    [LoggerMessage(1, LogLevel.Warning, "An assertion of {Issuer} came a second time.")]
    private partial void LogUsedTwice(string issuer);
}
