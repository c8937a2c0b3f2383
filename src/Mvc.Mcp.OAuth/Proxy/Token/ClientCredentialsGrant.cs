using Duende.IdentityModel;
using Microsoft.AspNetCore.Http;
using Mvc.Mcp.OAuth.Proxy.Authorization;
using Mvc.Mcp.OAuth.Proxy.Wire;
using Mvc.Mcp.OAuth.Resource;
using Mvc.Mcp.OAuth.Tokens;
using Mvc.Mcp.OAuth.Upstream;

namespace Mvc.Mcp.OAuth.Proxy.Token;

/// <summary>
/// Tokens for a client that acts for itself (RFC 6749 section 4.4) and is registered at the identity provider. Its
/// credentials go on to the provider as they came, and the proxy's own are no part of it.
/// </summary>
internal sealed class ClientCredentialsGrant(IUpstream upstream, AccessTokenCheck check, ScopePolicy scopes, TokenAnswers answers)
{
    public async Task AnswerAsync(HttpContext context, RequestParameters form)
    {
        if (CredentialsOf(context.Request, form) is not { } credentials)
        {
            await answers.RefuseClientAsync(context, "Send client_id and client_secret of a client of the identity provider, in one way.");
            return;
        }
        var asked = ScopeToken.Split(form[OidcConstants.TokenRequest.Scope]);
        if (asked.Any(scope => !scopes.Allowed.Contains(scope)))
        {
            await answers.RefuseAsync(context, OidcConstants.TokenErrors.InvalidScope, "A scope is not known here.");
            return;
        }
        var answer = await upstream.RelayAsync(credentials, asked, context.RequestAborted);
        var outcome = answer.Tokens is not { } tokens ? TokenOutcome.Of(answer.Failure)
            // No user was asked for anything; what the client may do is the provider's to say.
            : check.ObjectionTo(tokens.AccessToken, tokens.Scope, consented: null) is { } objection ? TokenOutcome.Of(objection)
            : new TokenOutcome
            {
                AccessToken = tokens.AccessToken,
                ExpiresIn = tokens.ExpiresIn,
                Scopes = tokens.Scope is { } granted ? ScopeToken.Split(scopes.FromUpstream(granted)) : asked,
            };
        await answers.AnswerAsync(context, outcome, refresh: null, mayRefresh: false);
    }

    private static ClientCredentials? CredentialsOf(HttpRequest request, RequestParameters form)
    {
        var id = form[OidcConstants.TokenRequest.ClientId];
        var secret = form[OidcConstants.TokenRequest.ClientSecret];
        if (request.Headers.Authorization.Count == 0)
            return id is null || secret is null ? null : new() { ClientId = id, Secret = secret, AsBasic = false };
        return secret is null && BasicCredentials.Read(request) is var (name, password) && (id is null || id == name)
            ? new() { ClientId = name, Secret = password, AsBasic = true }
            : null;
    }
}
