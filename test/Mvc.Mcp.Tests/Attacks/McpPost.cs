using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mvc.Mcp.Tests.Hosting;
using Mvc.Mcp.Tests.Protocol.Host;

namespace Mvc.Mcp.Tests.Attacks;

/// <summary>Sends what no client of the SDK would, as one message of protocol version 2026-07-28.</summary>
internal static class McpPost
{
    private const string Version = "2026-07-28";

    /// <summary>Calls a tool and gives the answer: its result or its error.</summary>
    /// <param name="app">The application.</param>
    /// <param name="tool">The tool.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="more">What else stands in the parameters.</param>
    /// <param name="canAsk">Whether the client says that it can ask its user.</param>
    /// <param name="headers">Headers of the request.</param>
    public static async Task<JsonObject> CallAsync(
        this McpTestApp app, string tool, object arguments, object? more = null, bool canAsk = true, params (string Name, string Value)[] headers)
    {
        var parameters = JsonSerializer.SerializeToNode(more ?? new { })!.AsObject();
        parameters["name"] = tool;
        parameters["arguments"] = JsonSerializer.SerializeToNode(arguments);
        parameters["_meta"] = new JsonObject
        {
            ["io.modelcontextprotocol/protocolVersion"] = Version,
            ["io.modelcontextprotocol/clientInfo"] = new JsonObject { ["name"] = "attacker", ["version"] = "1" },
            ["io.modelcontextprotocol/clientCapabilities"] = canAsk ? new JsonObject { ["elicitation"] = new JsonObject() } : new JsonObject(),
        };
        using var http = app.CreateHttpClient(
        [
            ("Accept", "application/json, text/event-stream"), ("MCP-Protocol-Version", Version), ("Mcp-Method", "tools/call"), ("Mcp-Name", tool), .. headers,
        ]);
        using var response = await http.PostAsJsonAsync(
            new Uri("/mcp", UriKind.Relative), new JsonObject { ["jsonrpc"] = "2.0", ["id"] = 1, ["method"] = "tools/call", ["params"] = parameters });
        return await response.ReadMessageAsync();
    }
}
