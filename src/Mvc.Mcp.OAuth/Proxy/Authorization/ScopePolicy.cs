using Duende.IdentityModel;
using Microsoft.Extensions.Options;
using Mvc.Mcp.OAuth.Resource;

namespace Mvc.Mcp.OAuth.Proxy.Authorization;

/// <summary>Decides which scopes a client gets to ask for, and what they are called at the identity provider.</summary>
internal sealed class ScopePolicy
{
    private readonly string[] _default;
    private readonly string[] _required;
    private readonly HashSet<string> _allowed;
    private readonly bool _hasScopes;
    private readonly Dictionary<string, string> _upstream;
    private readonly Dictionary<string, string> _own = new(StringComparer.Ordinal);

    public ScopePolicy(IOptions<McpOAuthProxyOptions> options)
    {
        var settings = options.Value;
        _default = [.. settings.DefaultScopes];
        _required = [.. settings.RequiredScopes];
        _allowed = [.. settings.AllowedScopes, .. _default, .. _required];
        _hasScopes = _allowed.Count > 0;
        if (settings.AllowOfflineAccess)
            _allowed.Add(OidcConstants.StandardScopes.OfflineAccess);
        _upstream = new(settings.UpstreamScopes, StringComparer.Ordinal);
        foreach (var (own, upstream) in _upstream)
            _own[upstream] = own;
    }

    /// <summary>All scopes that a client may ask for, in a stable order.</summary>
    public IReadOnlyList<string> Allowed => [.. _allowed];

    /// <summary>
    /// (asked ∩ allowed) ∪ required; null where the client asked for scopes and nothing of it remains. An application that
    /// has no scopes has no use for those that clients ask for out of habit.
    /// </summary>
    public IReadOnlyList<string>? Select(string? asked)
    {
        var wanted = ScopeToken.Split(asked);
        IReadOnlyList<string> granted = [.. (wanted.Count > 0 ? wanted.Where(_allowed.Contains) : _default).Union(_required, StringComparer.Ordinal)];
        return granted.Count > 0 || string.IsNullOrWhiteSpace(asked) || !_hasScopes ? granted : null;
    }

    /// <summary>The scopes of a refresh: those asked for, if all were granted before; null otherwise (RFC 6749 section 6).</summary>
    public static IReadOnlyList<string>? Narrow(string? asked, IReadOnlyList<string> granted)
    {
        var wanted = ScopeToken.Split(asked);
        return wanted.Count == 0 ? granted : wanted.All(granted.Contains) ? wanted : null;
    }

    public string ToUpstream(IEnumerable<string> scopes) =>
        string.Join(' ', scopes.Select(scope => _upstream.GetValueOrDefault(scope, scope)));

    public string FromUpstream(string scopes) =>
        string.Join(' ', ScopeToken.Split(scopes).Select(scope => _own.GetValueOrDefault(scope, scope)));
}
