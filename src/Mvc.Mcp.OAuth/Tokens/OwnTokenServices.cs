using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mvc.Mcp.OAuth.Tokens;

/// <summary>Registers what issues and reads tokens, and the scheme that reads those of this application.</summary>
internal static class OwnTokenServices
{
    public static IServiceCollection AddTokens(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(TokenState)))
            return services;
        // Any other that the application registers, before or after, is used instead.
        services.AddDistributedMemoryCache();
        services.AddHttpContextAccessor();
        services.AddSingleton<TokenState>();
        services.AddSingleton<LargeUsers>();
        services.AddSingleton<UpstreamUsers>();
        services.AddSingleton<SchemeTokens>();
        services.AddSingleton<UserRevalidation>();
        services.AddSingleton<OwnTokens>();
        services.AddSingleton<IdentityAssertions>();
        services.AddSingleton<PassedOnTokens>();
        services.AddSingleton<ITokenSource>(provider => provider.GetRequiredService<IOptions<McpOAuthProxyOptions>>().Value.IssuesOwnTokens
            ? provider.GetRequiredService<OwnTokens>()
            : provider.GetRequiredService<PassedOnTokens>());
        services.AddAuthentication();
        services.AddOptions<AuthenticationOptions>().PostConfigure<IOptions<McpOAuthProxyOptions>>(AddScheme);
        services.DecorateAuthenticationService();
        return services;
    }

    private static void AddScheme(AuthenticationOptions authentication, IOptions<McpOAuthProxyOptions> proxy)
    {
        if (!proxy.Value.IssuesOwnTokens || proxy.Value.Metadata is not null)
            return;
        var others = authentication.Schemes.Select(scheme => scheme.Name).ToArray();
        authentication.AddScheme<McpTokenHandler>(McpOAuthDefaults.AuthenticationScheme, displayName: null);
        if (authentication.DefaultScheme is not null || authentication.DefaultAuthenticateScheme is not null)
            return;
        // The framework takes the only scheme for the default one, and ours must not change that.
        if (others is [var only])
            authentication.DefaultScheme = only;
        else
            authentication.DefaultAuthenticateScheme = McpOAuthDefaults.AuthenticationScheme;
    }

    // The framework asks for one service only, so the one that was registered before is called by ours.
    private static void DecorateAuthenticationService(this IServiceCollection services)
    {
        var before = services.Last(service => service.ServiceType == typeof(IAuthenticationService));
        services.Remove(before);
        services.Add(ServiceDescriptor.Describe(
            typeof(IAuthenticationService),
            provider => ActivatorUtilities.CreateInstance<McpAuthenticationService>(provider, Create(provider, before)),
            before.Lifetime));
    }

    private static IAuthenticationService Create(IServiceProvider provider, ServiceDescriptor service) =>
        (IAuthenticationService)(service.ImplementationInstance
            ?? service.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, service.ImplementationType!));
}
