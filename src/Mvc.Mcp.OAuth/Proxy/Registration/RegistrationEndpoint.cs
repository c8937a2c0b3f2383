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
internal sealed partial class RegistrationEndpoint(
    EnvelopeSealer sealer, RedirectUris redirectUris, TimeProvider time, ILogger<RegistrationEndpoint> logger)
{
    // RFC 7591 section 3.2.2.
    private const string InvalidRedirectUri = "invalid_redirect_uri";
    private const string InvalidClientMetadata = "invalid_client_metadata";

    // Bounds the identifier, which has to fit into the address of the authorization endpoint.
    private const int MaxTotalLength = 2000;
    private const int MaxRedirectUris = 10;

    public async Task HandleAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType() ||
            await BoundedBody.ReadAsync(context.Request, BoundedBody.MaxRegistrationBytes) is not { } body)
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
        // Clients register every address that they may ever use. What is not allowed here is left out, and the answer says
        // so by what it repeats (RFC 7591 section 3.2.1).
        string[] allowed = [.. metadata.RedirectUris.Where(redirectUris.IsAllowed).Distinct(StringComparer.Ordinal)];
        if (!metadata.UsesCodeFlow)
        {
            await RefuseAsync(context, InvalidClientMetadata, "Only the authorization code grant is served.");
        }
        else if (allowed.Length > MaxRedirectUris || allowed.Sum(uri => uri.Length) > MaxTotalLength)
        {
            await RefuseAsync(context, InvalidRedirectUri,
                $"Register at most {MaxRedirectUris} redirect URIs, together at most {MaxTotalLength} characters.");
        }
        else if (allowed.Length == 0)
        {
            await RefuseAsync(context, InvalidRedirectUri,
                "Register at least one redirect URI that is http on a loopback address, or listed by the operator of this server.");
        }
        else
        {
            await AcceptAsync(context, metadata, allowed);
        }
    }

    private Task AcceptAsync(HttpContext context, ClientMetadata metadata, IReadOnlyList<string> allowed)
    {
        var name = DisplayName.From(metadata.Name);
        string[] grants = metadata.MayRefresh
            ? [OidcConstants.GrantTypes.AuthorizationCode, OidcConstants.GrantTypes.RefreshToken]
            : [OidcConstants.GrantTypes.AuthorizationCode];
        var clientId = sealer.Seal(
            new RegistrationEnvelope { Name = name, RedirectUris = allowed, MayRefresh = metadata.MayRefresh }, lifetime: null);
        LogRegistered(name, allowed);
        return OAuthJson.WriteSecretAsync(context, StatusCodes.Status201Created, new JsonObject
        {
            [OidcConstants.RegistrationResponse.ClientId] = clientId,
            [OidcConstants.RegistrationResponse.ClientIdIssuedAt] = time.GetUtcNow().ToUnixTimeSeconds(),
            [OidcConstants.ClientMetadata.ClientName] = name,
            [OidcConstants.ClientMetadata.RedirectUris] = OAuthJson.ArrayOf(allowed),
            [OidcConstants.ClientMetadata.GrantTypes] = OAuthJson.ArrayOf(grants),
            [OidcConstants.ClientMetadata.ResponseTypes] = OAuthJson.ArrayOf(OidcConstants.ResponseTypes.Code),
            [OidcConstants.ClientMetadata.TokenEndpointAuthenticationMethod] = OidcConstants.Algorithms.None,
        });
    }

    private Task RefuseAsync(HttpContext context, string error, string description)
    {
        LogRefused(error);
        return OAuthJson.WriteErrorAsync(context, StatusCodes.Status400BadRequest, error, description);
    }

    [LoggerMessage(1, LogLevel.Information, "Registered the client {ClientName} with {RedirectUris}.")]
    private partial void LogRegistered(string clientName, IEnumerable<string> redirectUris);

    [LoggerMessage(2, LogLevel.Information, "Refused a client registration: {Error}.")]
    private partial void LogRefused(string error);
}
