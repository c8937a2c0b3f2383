using System.Text.Json;
using System.Text.Json.Nodes;
using Duende.IdentityModel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Mvc.Mcp.OAuth.Proxy.Clients;
using Mvc.Mcp.OAuth.Proxy.Envelopes;
using Mvc.Mcp.OAuth.Proxy.Wire;

namespace Mvc.Mcp.OAuth.Proxy.Registration;

/// <summary>
/// Dynamic client registration (RFC 7591) without a register: the identifier is the sealed registration itself. Every
/// client is a public one, whatever it asked for: there is no secret to give away.
/// </summary>
internal sealed class RegistrationEndpoint(
    EnvelopeSealer sealer, RedirectUris redirectUris, TimeProvider time, ILogger<RegistrationEndpoint> logger)
{
    // RFC 7591 section 3.2.2.
    private const string InvalidRedirectUri = "invalid_redirect_uri";
    private const string InvalidClientMetadata = "invalid_client_metadata";

    // Bounds the identifier, which has to fit into the address of the authorization endpoint.
    private const int MaxTotalLength = 2000;

    public async Task HandleAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType()
            || await BoundedBody.ReadAsync(context.Request, BoundedBody.MaxRegistrationBytes) is not { } body)
        {
            await RefuseAsync(context, InvalidClientMetadata, $"Post a JSON object of at most {BoundedBody.MaxRegistrationBytes} bytes.");
            return;
        }
        ClientMetadata metadata;
        try
        {
            metadata = ClientMetadata.Parse(body);
        }
        catch (JsonException)
        {
            await RefuseAsync(context, InvalidClientMetadata, "The body is not a JSON object of client metadata (RFC 7591 section 2).");
            return;
        }
        if (!metadata.UsesCodeFlow)
            await RefuseAsync(context, InvalidClientMetadata, "Only the authorization code grant is served.");
        else if (metadata.RedirectUris.Count is 0 or > ClientMetadata.MaxRedirectUris
            || metadata.RedirectUris.Sum(uri => uri.Length) > MaxTotalLength)
            await RefuseAsync(context, InvalidRedirectUri,
                $"Register one to {ClientMetadata.MaxRedirectUris} redirect URIs, together at most {MaxTotalLength} characters.");
        else if (!metadata.RedirectUris.All(redirectUris.IsAllowed))
            await RefuseAsync(context, InvalidRedirectUri,
                "A redirect URI must be http on a loopback address, or be listed by the operator of this server.");
        else
            await AcceptAsync(context, metadata);
    }

    private Task AcceptAsync(HttpContext context, ClientMetadata metadata)
    {
        var name = DisplayName.From(metadata.Name);
        var clientId = sealer.Seal(new RegistrationEnvelope { Name = name, RedirectUris = metadata.RedirectUris }, lifetime: null);
        logger.LogInformation("Registered the client {ClientName} with {RedirectUris}", name, metadata.RedirectUris);
        return OAuthJson.WriteSecretAsync(context, StatusCodes.Status201Created, new JsonObject
        {
            [OidcConstants.RegistrationResponse.ClientId] = clientId,
            [OidcConstants.RegistrationResponse.ClientIdIssuedAt] = time.GetUtcNow().ToUnixTimeSeconds(),
            [OidcConstants.ClientMetadata.ClientName] = name,
            [OidcConstants.ClientMetadata.RedirectUris] = OAuthJson.ArrayOf(metadata.RedirectUris),
            [OidcConstants.ClientMetadata.GrantTypes] =
                OAuthJson.ArrayOf(OidcConstants.GrantTypes.AuthorizationCode, OidcConstants.GrantTypes.RefreshToken),
            [OidcConstants.ClientMetadata.ResponseTypes] = OAuthJson.ArrayOf(OidcConstants.ResponseTypes.Code),
            [OidcConstants.ClientMetadata.TokenEndpointAuthenticationMethod] = OidcConstants.Algorithms.None,
        });
    }

    private Task RefuseAsync(HttpContext context, string error, string description)
    {
        logger.LogInformation("Refused a client registration: {Error}", error);
        return OAuthJson.WriteErrorAsync(context, StatusCodes.Status400BadRequest, error, description);
    }
}
