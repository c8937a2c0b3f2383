using Duende.IdentityModel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Mvc.Mcp.OAuth.Resource;

/// <summary>
/// Adds to a refusal what an MCP client needs to do better: where the metadata is, and which scopes to ask for (RFC 6750
/// section 3, RFC 9728 section 5.1). Whatever the application's own scheme wrote stays.
/// </summary>
internal sealed class BearerChallenge(string metadataAddress, IReadOnlyList<string> scopes, string? error = null)
{
    private const string Scheme = OidcConstants.AuthenticationSchemes.AuthorizationHeaderBearer;

    /// <summary>Completes the response when it starts, if it then has the status that the challenge is about.</summary>
    public void CompleteOnStart(HttpContext context, int status) => context.Response.OnStarting(() =>
    {
        if (context.Response.StatusCode == status)
            context.Response.Headers.WWWAuthenticate = AddTo(context.Response.Headers.WWWAuthenticate);
        return Task.CompletedTask;
    });

    private StringValues AddTo(StringValues challenges)
    {
        var all = challenges.ToList();
        var bearer = all.FindIndex(IsBearer);
        if (bearer < 0)
            all.Add($"{Scheme} {Parameters("")}");
        else if (all[bearer]!.Length == Scheme.Length)
            all[bearer] = $"{Scheme} {Parameters("")}";
        else if (Parameters(all[bearer]!) is { Length: > 0 } missing)
            all[bearer] = $"{all[bearer]}, {missing}";
        return new([.. all]);
    }

    // A parameter may occur once only, and the scheme may have written some already.
    private string Parameters(string present) => string.Join(", ", new (string Name, string? Value)[]
    {
        ("error", error),
        ("scope", scopes.Count > 0 ? string.Join(' ', scopes) : null),
        ("resource_metadata", metadataAddress),
    }.Where(parameter => parameter.Value is not null && !present.Contains($"{parameter.Name}=", StringComparison.OrdinalIgnoreCase))
        .Select(parameter => $"{parameter.Name}=\"{parameter.Value}\""));

    private static bool IsBearer(string? challenge) =>
        challenge is not null &&
        challenge.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) &&
        (challenge.Length == Scheme.Length || challenge[Scheme.Length] == ' ');
}
