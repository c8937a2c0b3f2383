using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.OAuth;

namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>Whatever signs the users of the application in: an identity provider beside it, or accounts of its own.</summary>
internal interface ISignIn : IAsyncDisposable
{
    /// <summary>Whether clients get tokens of the application, because the provider has none for it.</summary>
    bool IssuesOwnTokens { get; }

    /// <summary>What the proxy is told of it.</summary>
    void Configure(McpOAuthProxyOptions options);

    /// <summary>What the application has for it besides.</summary>
    void AddTo(IServiceCollection services, Revocations revocations);

    /// <summary>The pages that the application has for it.</summary>
    void Map(WebApplication app);
}
