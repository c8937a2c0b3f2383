using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Server;
using Mvc.Mcp.OAuth;

namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>One instance of an application with a protected MCP endpoint, an open one with a tool for users, and the proxy.</summary>
internal static class Instance
{
    public static async Task<WebApplication> StartAsync(
        Uri publicOrigin, IdentityProvider provider, DirectoryInfo keys, TimeProvider time, Revocations revocations, bool ownTokens)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(time);
        builder.Services.AddDataProtection().PersistKeysToFileSystem(keys).SetApplicationName("shop");
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddEndpointsApiExplorer();
        builder.Services.AddControllers().AddMcp(o => o.IncludeMinimalApis = true);
        builder.Services.AddSingleton(services => McpServerTool.Create(
            () => $"you are {services.GetRequiredService<IHttpContextAccessor>().HttpContext!.User.FindFirst("sub")!.Value}",
            new() { Name = "whoami", Description = "Says who calls." }));
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(o =>
        {
            o.Authority = provider.Issuer.GetLeftPart(UriPartial.Authority);
            o.Audience = IdentityProvider.Audience;
            o.RequireHttpsMetadata = false;
            o.MapInboundClaims = false;
            o.Events = new JwtBearerEvents { OnTokenValidated = revocations.CheckAsync };
        });
        builder.Services.AddMcpOAuthProxy(o =>
        {
            o.PublicOrigin = publicOrigin;
            o.MetadataAddress = new Uri(provider.Issuer, "/.well-known/openid-configuration");
            o.ClientId = IdentityProvider.ClientId;
            o.ClientSecret = IdentityProvider.ClientSecret;
            if (!ownTokens)
                (o.Audience, o.AudienceParameter) = (IdentityProvider.Audience, UpstreamAudienceParameter.Resource);
            o.DefaultScopes.Add("shop.read");
            o.AllowedScopes.Add("shop.write");
            o.AllowedClientHosts.Add("client.example.org");
            o.ConsentPage.ApplicationName = "The Shop";
            o.ConsentPage.ScopeDescriptions["shop.read"] = "see products";
        });
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapMcpOAuthProxy();
        app.MapGet("/who", (ClaimsPrincipal user) => $"you are {user.FindFirst("sub")!.Value}").WithName("who").RequireAuthorization();
        app.MapMcp("/open");
        app.MapMcp("/mcp").RequireAuthorization(p => p.RequireAuthenticatedUser().RequireMcpScope("shop.read"));
        await app.StartAsync();
        return app;
    }
}
