using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Mvc.Mcp.OAuth.Proxy.Authorization;
using Mvc.Mcp.OAuth.Proxy.Envelopes;
using Mvc.Mcp.OAuth.Proxy.Token;
using Mvc.Mcp.OAuth.Proxy.Wire;
using Mvc.Mcp.OAuth.Tokens;

namespace Mvc.Mcp.OAuth.Proxy.Callback;

/// <summary>Makes the client's code, and sends the browser back with it.</summary>
internal sealed class AuthorizationCodes(
    IOptions<McpOAuthProxyOptions> options, EnvelopeSealer sealer, LargeUsers users, AuthorizationResponse response)
{
    /// <summary>For a user who signed in with a scheme of the application.</summary>
    public async Task SendAsync(HttpContext context, AuthorizationRequest request, SignedInUser user)
    {
        var reference = await users.KeepAsync(user, options.Value.CodeLifetime, context.RequestAborted);
        Send(context, new CodeEnvelope
        {
            Id = Randomness.Create(),
            Request = request,
            User = reference is null ? user : null,
            UserReference = reference,
        });
    }

    /// <summary>For a code of the identity provider, which is not redeemed yet.</summary>
    public void Send(HttpContext context, AuthorizationRequest request, string upstreamCode, string upstreamVerifier) =>
        Send(context, new CodeEnvelope
        {
            Id = Randomness.Create(),
            Request = request,
            UpstreamCode = upstreamCode,
            UpstreamVerifier = upstreamVerifier,
        });

    private void Send(HttpContext context, CodeEnvelope code) =>
        response.Code(context, code.Request.RedirectUri, code.Request.State, sealer.Seal(code, options.Value.CodeLifetime));
}
