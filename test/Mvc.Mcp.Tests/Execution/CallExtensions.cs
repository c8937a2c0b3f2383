using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Execution;

/// <summary>Short ways to call a tool once and to read its result.</summary>
internal static class CallExtensions
{
    /// <summary>Connects a client that sends <paramref name="headers"/>, and calls one tool.</summary>
    public static async Task<CallToolResult> CallToolAsync(
        this McpTestApp app, string tool, object? arguments = null, params (string Name, string Value)[] headers)
    {
        await using var client = await app.ConnectAsync("/mcp", headers);
        return await client.CallToolAsync(tool, Arguments(arguments));
    }

    /// <summary>Sends one batch of protocol version 2025-03-26, and gives the text of all answers.</summary>
    public static async Task<string> SendBatchAsync(
        this McpTestApp app, IEnumerable<(string Method, string? Tool)> messages, params (string Name, string Value)[] headers)
    {
        using var http = app.CreateHttpClient([("Accept", "application/json, text/event-stream"), ("MCP-Protocol-Version", "2025-03-26"), .. headers]);
        var batch = messages.Select((message, id) => new
        {
            jsonrpc = "2.0", id, method = message.Method, @params = message.Tool is null ? [] : new Dictionary<string, string> { ["name"] = message.Tool },
        });
        using var response = await http.PostAsJsonAsync(new Uri("/mcp", UriKind.Relative), batch);
        return Regex.Unescape(await response.Content.ReadAsStringAsync());
    }

    /// <summary>The members of <paramref name="arguments"/> as arguments of a tool.</summary>
    public static Dictionary<string, object?> Arguments(object? arguments) =>
        JsonSerializer.SerializeToElement(arguments ?? new { }).EnumerateObject().ToDictionary(member => member.Name, member => (object?)member.Value);

    /// <summary>All text of a result.</summary>
    public static string Text(this CallToolResult result) =>
        string.Join('\n', result.Content.OfType<TextContentBlock>().Select(block => block.Text));
}
