using Duende.IdentityModel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mvc.Mcp.OAuth.Proxy.Clients;
using Mvc.Mcp.OAuth.Proxy.Consent;
using Mvc.Mcp.OAuth.Proxy.Pages;
using Mvc.Mcp.OAuth.Proxy.SignIn;
using Mvc.Mcp.OAuth.Proxy.Token;
using Mvc.Mcp.OAuth.Proxy.Wire;
using Mvc.Mcp.OAuth.Resource;

namespace Mvc.Mcp.OAuth.Proxy.Authorization;

/// <summary>
/// The authorization endpoint (RFC 6749 section 3.1). It checks what a client asks for and shows the consent page; until
/// the user agrees, the identity provider hears nothing.
/// </summary>
internal sealed partial class AuthorizeEndpoint(
    IOptions<McpOAuthProxyOptions> options,
    ClientDirectory clients,
    ScopePolicy scopes,
    McpResources resources,
    ConsentPage consent,
    SchemeSignIn signIn,
    AuthorizationResponse response,
    ILogger<AuthorizeEndpoint> logger)
{
    private const int MaxStateLength = 2000;

    public async Task HandleAsync(HttpContext context)
    {
        var parameters = RequestParameters.OfQuery(context.Request);
        if (!ConsentPage.CanBeShown(context.Request))
        {
            await ErrorPage.WriteAsync(context, logger, "This page can only be opened as a page of its own.");
            return;
        }
        if (await clients.FindAsync(parameters[OidcConstants.AuthorizeRequest.ClientId], context.RequestAborted) is not { } client)
        {
            await ErrorPage.WriteAsync(context, logger, "The application that sent you here is not known to this server any more.",
                "Remove this server from the application, or its sign-in (\"log out\", \"clear authentication\"), and add it again: it then registers anew.");
            return;
        }
        if (parameters[OidcConstants.AuthorizeRequest.RedirectUri] is not { } redirectUri ||
            !RedirectUris.Matches(redirectUri, client.RedirectUris))
        {
            await ErrorPage.WriteAsync(context, logger, "The application asked to send you back to an address that it did not register.");
            return;
        }

        // From here on the address of the client is trusted, and the client can be told what is wrong.
        var state = parameters[OidcConstants.AuthorizeRequest.State];
        if (Objection(parameters) is var (error, description))
        {
            LogRefused(client.Name, error, description);
            response.Error(context, redirectUri, state is { Length: <= MaxStateLength } ? state : null, error, description);
            return;
        }
        var request = new AuthorizationRequest
        {
            ClientBinding = Client.BindingOf(client.Id),
            ClientName = client.Name,
            VouchedBy = client.VouchedBy,
            MayRefresh = client.MayRefresh,
            RedirectUri = redirectUri,
            CodeChallenge = parameters[OidcConstants.AuthorizeRequest.CodeChallenge]!,
            Scopes = scopes.Select(parameters[OidcConstants.AuthorizeRequest.Scope])!,
            State = state,
            Resource = parameters[OidcConstants.AuthorizeRequest.Resource] ?? (options.Value.IssuesOwnTokens ? resources.Only : null),
            Prompt = parameters[OidcConstants.AuthorizeRequest.Prompt],
        };
        if (options.Value.SignInScheme is { } scheme)
            await signIn.BeginAsync(context, scheme, request);
        else
            await consent.ShowAsync(context, request);
    }

    private (string Error, string Description)? Objection(RequestParameters parameters)
    {
        if (parameters.AnyRepeated(
                OidcConstants.AuthorizeRequest.ResponseType, OidcConstants.AuthorizeRequest.State,
                OidcConstants.AuthorizeRequest.Scope, OidcConstants.AuthorizeRequest.CodeChallenge,
                OidcConstants.AuthorizeRequest.CodeChallengeMethod, OidcConstants.AuthorizeRequest.ResponseMode,
                OidcConstants.AuthorizeRequest.Prompt))
        {
            return (OidcConstants.AuthorizeErrors.InvalidRequest, "A parameter occurs more than once.");
        }
        if (parameters[OidcConstants.AuthorizeRequest.ResponseType] is not OidcConstants.ResponseTypes.Code)
            return (OidcConstants.AuthorizeErrors.UnsupportedResponseType, "Only response_type code is served.");
        if (parameters[OidcConstants.AuthorizeRequest.ResponseMode] is not (null or OidcConstants.ResponseModes.Query))
            return (OidcConstants.AuthorizeErrors.InvalidRequest, "Only response_mode query is served.");
        if (parameters[OidcConstants.AuthorizeRequest.State]?.Length > MaxStateLength)
            return (OidcConstants.AuthorizeErrors.InvalidRequest, $"state is longer than {MaxStateLength} characters.");
        if (parameters[OidcConstants.AuthorizeRequest.CodeChallengeMethod] is not OidcConstants.CodeChallengeMethods.Sha256 ||
            !Pkce.IsChallenge(parameters[OidcConstants.AuthorizeRequest.CodeChallenge]))
        {
            return (OidcConstants.AuthorizeErrors.InvalidRequest, "PKCE with code_challenge_method S256 is required.");
        }
        if (parameters.AnyRepeated(OidcConstants.AuthorizeRequest.Resource) ||
            (parameters[OidcConstants.AuthorizeRequest.Resource] is { } resource && !resources.IsServed(resource)))
        {
            return (OidcConstants.AuthorizeErrors.InvalidTarget, "The resource is not served here.");
        }
        if (options.Value.IssuesOwnTokens && parameters[OidcConstants.AuthorizeRequest.Resource] is null && resources.Only is null)
            return (OidcConstants.AuthorizeErrors.InvalidTarget, "Name the MCP endpoint that the token is for, as resource.");
        if (scopes.Select(parameters[OidcConstants.AuthorizeRequest.Scope]) is null)
            return (OidcConstants.AuthorizeErrors.InvalidScope, "None of the scopes is known here.");
        if (parameters[OidcConstants.AuthorizeRequest.Prompt] is OidcConstants.PromptModes.None)
            return (OidcConstants.AuthorizeErrors.ConsentRequired, "Consent is asked for each time.");
        return null;
    }

    [LoggerMessage(1, LogLevel.Information, "Refused an authorization request of {ClientName}: {Error}, {Reason}.")]
    private partial void LogRefused(string clientName, string error, string reason);
}
