using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json.Nodes;

namespace Mvc.Mcp.Tests.Protocol.Host;

/// <summary>Builds POSTs as a careful client does, for tests to spoil one thing at a time.</summary>
public static class McpPost
{
    public const string Newest = "2026-07-28";

    public static HttpRequestMessage Raw(byte[] body, string? version = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/mcp") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (version is not null)
            request.Headers.Add("MCP-Protocol-Version", version);
        return request;
    }

    public static HttpRequestMessage Raw(string body, string? version = null) => Raw(Encoding.UTF8.GetBytes(body), version);

    /// <summary>A request of the newest version, with everything it must have.</summary>
    public static HttpRequestMessage Standalone(string method, JsonObject? parameters = null, JsonNode? id = null)
    {
        parameters ??= [];
        parameters["_meta"] ??= new JsonObject
        {
            ["io.modelcontextprotocol/protocolVersion"] = Newest,
            ["io.modelcontextprotocol/clientCapabilities"] = new JsonObject(),
        };
        var request = Raw(Message(method, parameters, id ?? 1).ToJsonString(), Newest);
        request.Headers.Add("Mcp-Method", method);
        if ((parameters["name"] ?? parameters["uri"]) is { } name)
            request.Headers.Add("Mcp-Name", name.ToString());
        return request;
    }

    public static HttpRequestMessage Call(string tool, JsonObject? arguments = null) =>
        Standalone("tools/call", new JsonObject { ["name"] = tool, ["arguments"] = arguments ?? [] });

    /// <summary>A request of a version with handshake, in a session or not.</summary>
    public static HttpRequestMessage Legacy(
        string method, JsonObject? parameters = null, JsonNode? id = null, string? version = "2025-11-25", string? session = null)
    {
        var request = Raw(Message(method, parameters ?? [], id ?? 1).ToJsonString(), version);
        if (session is not null)
            request.Headers.Add("Mcp-Session-Id", session);
        return request;
    }

    public static HttpRequestMessage Initialize(string version = "2025-11-25") =>
        Legacy("initialize", new JsonObject
        {
            ["protocolVersion"] = version,
            ["capabilities"] = new JsonObject(),
            ["clientInfo"] = new JsonObject { ["name"] = "test", ["version"] = "1" },
        }, version: null);

    public static HttpRequestMessage Notify(string method, JsonObject? parameters = null, string? session = null)
    {
        var message = new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method, ["params"] = parameters ?? [] };
        var request = Raw(message.ToJsonString(), "2025-11-25");
        if (session is not null)
            request.Headers.Add("Mcp-Session-Id", session);
        return request;
    }

    public static HttpRequestMessage Get(string? session, string? version = "2025-11-25")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/mcp");
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (session is not null)
            request.Headers.Add("Mcp-Session-Id", session);
        if (version is not null)
            request.Headers.Add("MCP-Protocol-Version", version);
        return request;
    }

    public static HttpRequestMessage Delete(string session)
    {
        var request = new HttpRequestMessage(HttpMethod.Delete, "/mcp");
        request.Headers.Add("Mcp-Session-Id", session);
        return request;
    }

    public static JsonObject Message(string method, JsonObject parameters, JsonNode id) => new()
    {
        ["jsonrpc"] = "2.0",
        ["id"] = id,
        ["method"] = method,
        ["params"] = parameters,
    };

    /// <summary>The JSON-RPC message of a response that has one, be it JSON or an event.</summary>
    public static async Task<JsonObject> ReadMessageAsync(this HttpResponseMessage response)
    {
        var text = response.Content.Headers.ContentType?.MediaType == "text/event-stream"
            ? SseParser.Create(await response.Content.ReadAsStreamAsync()).Enumerate().Last(item => item.Data.Length > 0).Data
            : await response.Content.ReadAsStringAsync();
        return JsonNode.Parse(text)!.AsObject();
    }

    public static async Task<int?> ReadErrorCodeAsync(this HttpResponseMessage response) =>
        (int?)(await response.ReadMessageAsync())["error"]?["code"];

    /// <summary>Reads the next message of an open event stream; null at its end.</summary>
    public static async Task<JsonObject?> ReadEventAsync(this StreamReader events, CancellationToken cancellationToken = default)
    {
        while (await events.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
                return JsonNode.Parse(line["data: ".Length..])!.AsObject();
        }

        return null;
    }
}
