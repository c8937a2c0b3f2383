using System.Text;

namespace Mvc.Mcp.Tests.Execution.Twins;

/// <summary>A response, however it came.</summary>
internal sealed record Answer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    // Headers that a server adds to every response say nothing of the action.
    private static readonly string[] _ofTheServer = ["Date", "Server", "Transfer-Encoding", "Content-Length", "Connection"];

    /// <summary>Reads an HTTP response.</summary>
    public static async Task<Answer> OfAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        await response.Content.ReadAsByteArrayAsync());

    /// <summary>The response in one text, for comparison.</summary>
    public string Describe() =>
        $"{Status}\n" +
        string.Concat(Headers.Where(header => !_ofTheServer.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            .OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase).Select(header => $"{header.Key}: {header.Value}\n")) +
        Normalized(Encoding.Latin1.GetString(Body));

    // Every request has a trace of its own.
    private static string Normalized(string body) =>
        System.Text.RegularExpressions.Regex.Replace(body, "\"traceId\":\"[^\"]*\"", "\"traceId\":\"\"");
}
