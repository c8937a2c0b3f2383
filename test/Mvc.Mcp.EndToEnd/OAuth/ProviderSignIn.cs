using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.OAuth;

namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>An identity provider beside the application, at which the application is registered.</summary>
internal abstract class ProviderSignIn(bool issuesOwnTokens) : ISignIn
{
    public const string ClientId = "shop";
    public const string ClientSecret = "only-the-proxy-knows-this-secret";
    public const string Audience = "https://api.shop.example";

    public bool IssuesOwnTokens => issuesOwnTokens;

    public abstract Uri Issuer { get; }

    public virtual void Configure(McpOAuthProxyOptions options)
    {
        options.MetadataAddress = new Uri(Issuer, "/.well-known/openid-configuration");
        options.ClientId = ClientId;
        options.ClientSecret = ClientSecret;
        options.Audience = IssuesOwnTokens ? null : Audience;
    }

    public void AddTo(IServiceCollection services, Revocations revocations)
    {
        if (IssuesOwnTokens)
            return;
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(o =>
        {
            o.Authority = Issuer.GetLeftPart(UriPartial.Authority);
            o.Audience = Audience;
            o.RequireHttpsMetadata = false;
            o.MapInboundClaims = false;
            o.Events = new JwtBearerEvents { OnTokenValidated = revocations.CheckAsync };
        });
    }

    public void Map(WebApplication app)
    {
    }

    public abstract ValueTask DisposeAsync();
}
