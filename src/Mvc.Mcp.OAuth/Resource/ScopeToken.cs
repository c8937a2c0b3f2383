namespace Mvc.Mcp.OAuth.Resource;

/// <summary>The grammar of one scope, and of a list of them (RFC 6749 section 3.3).</summary>
internal static class ScopeToken
{
    public static bool IsValid(string? scope) =>
        !string.IsNullOrEmpty(scope) && scope.All(c => c is > ' ' and <= '~' and not ('"' or '\\'));

    /// <summary>The scopes of a space-separated list, each once; those that are none are left out.</summary>
    public static IReadOnlyList<string> Split(string? scopes) =>
        scopes is null ? [] : [.. scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(IsValid).Distinct(StringComparer.Ordinal)];
}
