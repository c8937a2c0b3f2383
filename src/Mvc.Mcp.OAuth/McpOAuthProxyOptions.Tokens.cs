using System.Text.Json.Serialization;

namespace Mvc.Mcp.OAuth;

// What concerns the tokens of this application's own.
public sealed partial class McpOAuthProxyOptions
{
    /// <summary>
    /// The authentication scheme of this application that signs users in, such as <c>Identity.Application</c>, OpenID
    /// Connect, any OAuth handler, Negotiate or a cookie. Clients then get tokens of this application, which stand for the
    /// user that the scheme produced, at the MCP endpoints alone. Default: none, an identity provider signs users in.
    /// </summary>
    public string? SignInScheme { get; set; }

    /// <summary>
    /// Where the identity provider tells who signed in, where clients get tokens of this application and there is no
    /// <see cref="MetadataAddress"/> that says so.
    /// </summary>
    public Uri? UserInfoEndpoint { get; set; }

    /// <summary>
    /// What is asked of the identity provider where clients get tokens of this application, whose own scopes mean nothing
    /// there. Default: none listed, which stands for <c>openid profile email</c>.
    /// </summary>
    public IList<string> SignInScopes { get; } = [];

    /// <summary>The member of the identity provider's user information that identifies the user. Default: <c>sub</c>.</summary>
    public string UserIdClaim { get; set; } = "sub";

    /// <summary>The member of the identity provider's user information that names the user. Default: <c>name</c>.</summary>
    public string UserNameClaim { get; set; } = "name";

    /// <summary>How long an access token of this application is good for. Default: 10 minutes.</summary>
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Services that may ask whether an access token of this application is good (introspection, RFC 7662), by their
    /// identifiers, with a secret each. Default: none, and the endpoint does not exist.
    /// </summary>
    [JsonIgnore]
    public IDictionary<string, string> IntrospectionClients { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// The issuers whose identity assertions (ID-JAG) are exchanged for access tokens of this application, without a browser:
    /// a company's identity provider that decides which client may act for which user. Default: none.
    /// </summary>
    public IList<string> AssertionIssuers { get; } = [];

    /// <summary>Whether clients get tokens of this application, instead of the identity provider's.</summary>
    internal bool IssuesOwnTokens => SignInScheme is not null || string.IsNullOrWhiteSpace(Audience);
}
