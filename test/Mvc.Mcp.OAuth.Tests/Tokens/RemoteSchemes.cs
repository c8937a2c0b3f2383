using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mvc.Mcp.OAuth.Tests.TestApp;

namespace Mvc.Mcp.OAuth.Tests.Tokens;

/// <summary>Handlers that an application may have, as their documentation sets them up, before the provider in memory.</summary>
internal static class RemoteSchemes
{
    /// <summary>The handlers by name, with the scheme that signs in.</summary>
    public static readonly IReadOnlyDictionary<string, (string Scheme, Action<AuthenticationBuilder, FakeIdentityProvider> Add)> All =
        new Dictionary<string, (string, Action<AuthenticationBuilder, FakeIdentityProvider>)>
        {
            ["OpenID Connect"] = (OpenIdConnectDefaults.AuthenticationScheme, (authentication, provider) => authentication.AddCookie("Cookies").AddOpenIdConnect(Configure(provider))),
            ["OpenID Connect behind a cookie"] = ("Cookies", (authentication, provider) => authentication
                .AddCookie("Cookies", o => o.ForwardChallenge = OpenIdConnectDefaults.AuthenticationScheme).AddOpenIdConnect(Configure(provider))),
            ["Google"] = ("Google", (authentication, provider) => authentication.AddCookie("Cookies").AddGoogle(o =>
            {
                Configure(o, provider);
                o.ClaimActions.MapJsonKey("roles", "roles");
            })),
            ["an OAuth handler as for GitHub"] = ("GitHub", (authentication, provider) => authentication.AddCookie("Cookies").AddOAuth("GitHub", o =>
            {
                Configure(o, provider);
                o.CallbackPath = "/signin-github";
                o.ClaimActions.MapJsonKey(ClaimTypes.NameIdentifier, "sub");
                o.ClaimActions.MapJsonKey(ClaimTypes.Name, "name");
                o.ClaimActions.MapJsonKey("roles", "roles");
                o.Events.OnCreatingTicket = AskForUserAsync;
            })),
            ["Negotiate"] = ("Negotiate", (authentication, _) => authentication.AddScheme<AuthenticationSchemeOptions, NegotiateDouble>("Negotiate", null)),
            ["SAML"] = ("Saml", (authentication, _) => authentication.AddCookie("Cookies").AddRemoteScheme<SamlOptions, SamlDouble>("Saml", null, o =>
            {
                o.SignInScheme = "Cookies";
                o.CallbackPath = "/saml/acs";
            })),
            ["SAML behind a cookie"] = ("Cookies", (authentication, _) => authentication
                .AddCookie("Cookies", o => o.ForwardChallenge = "Saml").AddRemoteScheme<SamlOptions, SamlDouble>("Saml", null, o =>
                {
                    o.SignInScheme = "Cookies";
                    o.CallbackPath = "/saml/acs";
                })),
        };

    /// <summary>Goes where a browser goes, signs in at whatever asks, and stops at the page that asks for consent.</summary>
    public static async Task<Page> SignInAtAsync(this Browser browser, FakeIdentityProvider provider, Uri address)
    {
        var page = await browser.GetAsync(address);
        for (var steps = 0; steps < 10; steps++)
        {
            if (page.Headers.TryGetValue("WWW-Authenticate", out var challenge) && challenge.StartsWith("Negotiate", StringComparison.Ordinal))
            {
                page = await browser.GetAsync(address, request => request.Headers.Authorization = new("Negotiate", "YWxpY2U="));
                continue;
            }
            if (page.Location is not { } location)
                break;
            address = new Uri(address, location);
            if (address.AbsoluteUri.StartsWith(FakeIdentityProvider.Issuer, StringComparison.Ordinal))
                address = provider.SignIn(address);
            if (address.AbsoluteUri.StartsWith(SamlDouble.SignOn, StringComparison.Ordinal))
            {
                page = await browser.PostAsync(new Uri(ProxyApp.Origin + "/saml/acs"), SamlDouble.Answer(address));
                address = new Uri(ProxyApp.Origin);
            }
            else
            {
                page = await browser.GetAsync(address);
            }
        }
        return page;
    }

    private static Action<OpenIdConnectOptions> Configure(FakeIdentityProvider provider) => o =>
    {
        o.Authority = FakeIdentityProvider.Issuer;
        o.ClientId = FakeIdentityProvider.ClientId;
        o.ClientSecret = FakeIdentityProvider.ClientSecret;
        o.ResponseType = "code";
        o.ResponseMode = "query";
        o.SignInScheme = "Cookies";
        o.SaveTokens = true;
        o.MapInboundClaims = false;
        o.TokenValidationParameters.NameClaimType = "name";
        o.BackchannelHttpHandler = provider;
    };

    private static void Configure(OAuthOptions o, FakeIdentityProvider provider)
    {
        o.AuthorizationEndpoint = FakeIdentityProvider.Issuer + "/authorize";
        o.TokenEndpoint = FakeIdentityProvider.Issuer + "/token";
        o.UserInformationEndpoint = FakeIdentityProvider.Issuer + "/userinfo";
        o.ClientId = FakeIdentityProvider.ClientId;
        o.ClientSecret = FakeIdentityProvider.ClientSecret;
        o.SignInScheme = "Cookies";
        o.SaveTokens = true;
        o.UsePkce = true;
        o.BackchannelHttpHandler = provider;
    }

    private static async Task AskForUserAsync(OAuthCreatingTicketContext context)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, context.Options.UserInformationEndpoint) { Headers = { Authorization = new("Bearer", context.AccessToken) } };
        using var response = await context.Backchannel.SendAsync(request);
        using var user = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        context.RunClaimActions(user.RootElement);
    }

    /// <summary>Asks in a header, as Windows authentication does, and remembers nothing.</summary>
    private sealed class NegotiateDouble(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
            Request.Headers.Authorization.ToString() == "Negotiate YWxpY2U="
                ? AuthenticateResult.Success(new AuthenticationTicket(Alice("Negotiate"), "Negotiate"))
                : AuthenticateResult.NoResult());

        protected override Task HandleChallengeAsync(AuthenticationProperties properties)
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            Response.Headers.WWWAuthenticate = "Negotiate";
            return Task.CompletedTask;
        }
    }

    private sealed class SamlOptions : RemoteAuthenticationOptions;

    /// <summary>Sends the browser elsewhere, and gets it back with a form that another site posts, as SAML does.</summary>
    private sealed class SamlDouble(IOptionsMonitor<SamlOptions> options, ILoggerFactory logger, UrlEncoder encoder, Microsoft.AspNetCore.DataProtection.IDataProtectionProvider protection)
        : RemoteAuthenticationHandler<SamlOptions>(options, logger, encoder)
    {
        public const string SignOn = "https://saml.example.com/sign-on";

        private PropertiesDataFormat States { get; } = new(protection.CreateProtector("saml"));

        /// <summary>What the provider has the browser post.</summary>
        public static Dictionary<string, string> Answer(Uri request) => new()
        {
            ["SAMLResponse"] = "alice",
            ["RelayState"] = QueryHelpers.ParseQuery(request.Query)["RelayState"].ToString(),
        };

        protected override Task HandleChallengeAsync(AuthenticationProperties properties)
        {
            GenerateCorrelationId(properties);
            Response.Redirect(QueryHelpers.AddQueryString(SignOn, "RelayState", States.Protect(properties)));
            return Task.CompletedTask;
        }

        protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
        {
            var form = await Request.ReadFormAsync();
            var properties = States.Unprotect(form["RelayState"]);
            return properties is not null && ValidateCorrelationId(properties)
                ? HandleRequestResult.Success(new AuthenticationTicket(Alice(form["SAMLResponse"].ToString()), properties, Scheme.Name))
                : HandleRequestResult.Fail("The answer was not asked for.");
        }
    }

    private static ClaimsPrincipal Alice(string type) => new(new ClaimsIdentity(
        [new("sub", "alice"), new("name", "Alice"), new("roles", "manager"), new("scope", "shop.admin")], type, "name", "roles"));
}
