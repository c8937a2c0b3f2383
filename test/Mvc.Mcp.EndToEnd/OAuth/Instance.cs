using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>One instance of an application with a protected MCP endpoint and the proxy.</summary>
internal static class Instance
{
    /// <summary>Starts it.</summary>
    /// <param name="address">Where clients reach it, with its path base.</param>
    /// <param name="signIn">What signs its users in.</param>
    /// <param name="keys">The folder of its Data Protection keys.</param>
    /// <param name="cache">What it remembers, together with other instances.</param>
    /// <param name="time">The time of the proxy.</param>
    /// <param name="revocations">Ends tokens of the identity provider.</param>
    public static async Task<WebApplication> StartAsync(
        Uri address, ISignIn signIn, DirectoryInfo keys, IDistributedCache cache, TimeProvider time, Revocations revocations)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(cache);
        builder.Services.AddDataProtection().PersistKeysToFileSystem(keys).SetApplicationName("shop");
        builder.Services.AddControllers()
            .AddApplicationPart(typeof(CounterController).Assembly)
            .AddMcp(o => o.ToolVisibility = ToolVisibility.All);
        signIn.AddTo(builder.Services, revocations);
        builder.Services.AddAuthorizationBuilder().AddPolicy("write", p => p.RequireAuthenticatedUser().RequireMcpScope("shop.write"));
        builder.Services.AddMcpOAuthProxy(o =>
        {
            o.PublicOrigin = address;
            o.DefaultScopes.Add("shop.read");
            o.AllowedScopes.Add("shop.write");
            o.AllowedClientHosts.Add("client.example.org");
            o.AllowKnownClients = true;
            o.UpstreamTimeout = TimeSpan.FromMinutes(1);
            o.ConsentPage.ApplicationName = "The Shop";
            o.ConsentPage.ScopeDescriptions["shop.read"] = "see products";
            signIn.Configure(o);
        });
        var app = builder.Build();
        app.UsePathBase(new PathString(address.AbsolutePath.TrimEnd('/')));
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapControllers();
        signIn.Map(app);
        app.MapMcpOAuthProxy();
        app.MapMcp("/mcp").RequireAuthorization(p => p.RequireAuthenticatedUser().RequireMcpScope("shop.read"));
        await app.StartAsync();
        return app;
    }
}
