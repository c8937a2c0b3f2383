using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>Lets a test end the access tokens that are in use, as if they had expired.</summary>
internal sealed class Revocations
{
    private readonly ConcurrentDictionary<string, bool> _tokens = new();

    public void RevokeAll()
    {
        foreach (var token in _tokens.Keys)
            _tokens[token] = true;
    }

    public Task CheckAsync(TokenValidatedContext context)
    {
        if (_tokens.GetOrAdd(context.SecurityToken.Id ?? context.SecurityToken.ToString()!, false))
            context.Fail("The token was revoked.");
        return Task.CompletedTask;
    }
}
