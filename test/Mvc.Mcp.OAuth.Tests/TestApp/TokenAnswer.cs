using System.Net;
using System.Text.Json.Nodes;

namespace Mvc.Mcp.OAuth.Tests.TestApp;

/// <summary>What the token endpoint answered.</summary>
public sealed record TokenAnswer(HttpStatusCode Status, JsonObject Body, string? CacheControl)
{
    public string? Error => (string?)Body["error"];

    public string? AccessToken => (string?)Body["access_token"];

    public string? RefreshToken => (string?)Body["refresh_token"];

    public static async Task<TokenAnswer> ReadAsync(HttpResponseMessage response) => new(
        response.StatusCode,
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject(),
        response.Headers.CacheControl?.ToString());
}
