using Microsoft.OpenApi;

namespace Mvc.Mcp.Operations;

/// <summary>Finds what an operation answers when it succeeds.</summary>
internal static class Responses
{
    /// <summary>The 2xx responses by their status; of an API known by its document alone the default one, where there is none of them.</summary>
    public static IReadOnlyList<KeyValuePair<string, IOpenApiResponse>> OfSuccess(ApiOperation operation)
    {
        var responses = operation.OpenApi.Responses ?? [];
        KeyValuePair<string, IOpenApiResponse>[] successes =
            [.. responses.Where(response => response.Key.StartsWith('2')).OrderBy(response => response.Key, StringComparer.Ordinal)];
        return successes.Length > 0 || !operation.IsForeign ? successes : [.. responses.Where(response => response.Key == "default")];
    }
}
