using System.Text.Json;
using Duende.IdentityModel;

namespace Mvc.Mcp.OAuth.Proxy.Clients;

/// <summary>
/// The client metadata of RFC 7591 section 2, as a registration request or a metadata document states it. Only what the
/// proxy uses is read; it throws <see cref="JsonException"/> for anything that is not of the right form.
/// </summary>
internal sealed class ClientMetadata
{
    private static readonly JsonDocumentOptions _strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    public string? ClientId { get; private init; }

    public string? Name { get; private init; }

    public string? AuthenticationMethod { get; private init; }

    public bool HasSecret { get; private init; }

    public required IReadOnlyList<string> RedirectUris { get; init; }

    /// <summary>Null where the client named none, and so has the default: the authorization code grant.</summary>
    public required IReadOnlyList<string>? GrantTypes { get; init; }

    public required IReadOnlyList<string>? ResponseTypes { get; init; }

    public bool UsesCodeFlow =>
        GrantTypes?.Contains(OidcConstants.GrantTypes.AuthorizationCode) != false &&
        ResponseTypes?.Contains(OidcConstants.ResponseTypes.Code) != false;

    /// <summary>Whether the client can use refresh tokens: one that says nothing of grants is taken to, as most do.</summary>
    public bool MayRefresh => GrantTypes?.Contains(OidcConstants.GrantTypes.RefreshToken) != false;

    public static ClientMetadata Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, _strict);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                throw new JsonException("The client metadata must be a JSON object.");
            return new ClientMetadata
            {
                ClientId = Text(root, OidcConstants.RegistrationResponse.ClientId),
                Name = Text(root, OidcConstants.ClientMetadata.ClientName),
                AuthenticationMethod = Text(root, OidcConstants.ClientMetadata.TokenEndpointAuthenticationMethod),
                HasSecret = root.TryGetProperty(OidcConstants.RegistrationResponse.ClientSecret, out _),
                RedirectUris = Texts(root, OidcConstants.ClientMetadata.RedirectUris) ?? [],
                GrantTypes = Texts(root, OidcConstants.ClientMetadata.GrantTypes),
                ResponseTypes = Texts(root, OidcConstants.ClientMetadata.ResponseTypes),
            };
        }
        catch (InvalidOperationException e)
        {
            // A string that is no text, such as half of a surrogate pair.
            throw new JsonException("The client metadata holds an invalid string.", e);
        }
    }

    private static string? Text(JsonElement root, string name) =>
        !root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw new JsonException($"{name} must be a string.");

    private static List<string>? Texts(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
            throw new JsonException($"{name} must be an array of strings.");
        return [.. value.EnumerateArray().Select(item => item.GetString()!)];
    }
}
