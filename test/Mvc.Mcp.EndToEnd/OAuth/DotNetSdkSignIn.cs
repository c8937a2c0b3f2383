using Microsoft.AspNetCore.WebUtilities;
using ModelContextProtocol.Authentication;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>The C# SDK's own OAuth client.</summary>
internal sealed class DotNetSdkSignIn : SignInClient, ITokenCache
{
    private static readonly Uri _redirect = new("http://127.0.0.1:1179/callback");

    private McpClient? _client;
    private TokenContainer? _tokens;

    public override async Task ConnectAsync(Uri endpoint, ScriptedUser user) => _client = await McpClient.CreateAsync(new HttpClientTransport(new HttpClientTransportOptions
    {
        Endpoint = endpoint,
        TransportMode = HttpTransportMode.StreamableHttp,
        OAuth = new ClientOAuthOptions
        {
            RedirectUri = _redirect,
            DynamicClientRegistration = new DynamicClientRegistrationOptions { ClientName = "C# client" },
            TokenCache = this,
            AuthorizationCallbackHandler = async (context, _) =>
            {
                var back = QueryHelpers.ParseQuery((await user.VisitAsync(context.AuthorizationUri, _redirect)).Query);
                return new AuthorizationResult { Code = back["code"], State = back["state"], Iss = back["iss"] };
            },
        },
        // A whole sign-in is part of it, and where instances are killed on the way also their starts.
    }), new McpClientOptions { InitializationTimeout = TimeSpan.FromMinutes(10) });

    public override async Task<string> CallAsync(string tool) =>
        ((TextContentBlock)(await _client!.CallToolAsync(tool)).Content.Single()).Text;

    public override Task<KeptTokens> GetKeptAsync() => Task.FromResult(new KeptTokens(_tokens!.ClientId!, _tokens.AccessToken, _tokens.RefreshToken!));

    /// <summary>Keeps another access token than it was given, which is as good as one that has expired.</summary>
    public void SpoilAccessToken() => _tokens!.AccessToken = "spoilt";

    public override ValueTask DisposeAsync() => _client?.DisposeAsync() ?? ValueTask.CompletedTask;

    ValueTask ITokenCache.StoreTokensAsync(TokenContainer tokens, CancellationToken cancellationToken)
    {
        _tokens = tokens;
        return ValueTask.CompletedTask;
    }

    ValueTask<TokenContainer?> ITokenCache.GetTokensAsync(CancellationToken cancellationToken) => new(_tokens);
}
