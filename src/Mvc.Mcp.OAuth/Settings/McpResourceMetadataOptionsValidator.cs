using Microsoft.Extensions.Options;
using Mvc.Mcp.OAuth.Resource;

namespace Mvc.Mcp.OAuth.Settings;

/// <summary>Finds wrong or missing settings of the resource metadata at start-up.</summary>
internal sealed class McpResourceMetadataOptionsValidator : IValidateOptions<McpResourceMetadataOptions>
{
    public ValidateOptionsResult Validate(string? name, McpResourceMetadataOptions options)
    {
        var failures = Failures(options).ToList();
        return failures.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(failures.Select(failure => $"McpResourceMetadataOptions.{failure}"));
    }

    private static IEnumerable<string> Failures(McpResourceMetadataOptions options)
    {
        if (options.PublicOrigin is { } origin && !SafeAddress.IsBase(origin))
            yield return $"PublicOrigin is '{origin}': it must be https (or http on a loopback address), with the path base if there is one, without query or fragment.";
        if (options.AuthorizationServers.Count == 0)
            yield return "AuthorizationServers is empty: name the issuer of the authorization server whose tokens this application accepts.";
        foreach (var server in options.AuthorizationServers.Where(server => !Uri.TryCreate(server, UriKind.Absolute, out var uri) || !SafeAddress.Is(uri)))
            yield return $"AuthorizationServers holds '{server}': an issuer is an absolute https address (or http on a loopback address).";
        foreach (var scope in options.ScopesSupported.Where(scope => !ScopeToken.IsValid(scope)))
            yield return $"ScopesSupported holds '{scope}', which is not one scope: list each scope by itself, without spaces or quotes.";
    }
}
