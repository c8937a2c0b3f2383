using Microsoft.AspNetCore.Authorization;
using Mvc.Mcp.OAuth.Resource;

namespace Mvc.Mcp.OAuth;

/// <summary>
/// Asks for every one of some OAuth scopes in the caller's token. A caller that lacks one is told all of them, so that an
/// MCP client can ask the user for more (step-up). Another <see cref="IAuthorizationHandler"/> may grant it as well, for
/// instance where a broader scope implies a narrower one.
/// </summary>
public sealed class McpScopeRequirement : IAuthorizationRequirement
{
    /// <summary>Asks for every one of the scopes.</summary>
    /// <param name="scopes">At least one scope.</param>
    /// <exception cref="ArgumentException">No scope, or one that is no scope token (RFC 6749 section 3.3).</exception>
    public McpScopeRequirement(params IEnumerable<string> scopes)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        Scopes = [.. scopes];
        if (Scopes.Count == 0)
            throw new ArgumentException("Name at least one scope.", nameof(scopes));
        if (Scopes.FirstOrDefault(scope => !ScopeToken.IsValid(scope)) is { } invalid)
            throw new ArgumentException($"'{invalid}' is not a scope: it may hold no space, quote or backslash.", nameof(scopes));
    }

    /// <summary>The scopes, all of which are needed.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{nameof(McpScopeRequirement)}: {string.Join(' ', Scopes)}";
}
