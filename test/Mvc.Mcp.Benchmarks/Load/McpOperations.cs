using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Mvc.Mcp.Benchmarks.Load;

/// <summary>The requests that are compared.</summary>
internal static class McpOperations
{
    private const string Stateless = "2026-07-28";
    private const string WithSessions = "2025-11-25";

    /// <summary>A call of a tool that takes a product's id, without a session.</summary>
    public static Func<ServerProcess, Task<Operation>> StatelessCall(int host, string tool, string path = "/mcp") => server => CheckedAsync(
        new RequestTemplate(
            HttpMethod.Post, server.Uri(host, path),
            [Accept, new("MCP-Protocol-Version", Stateless), new("Mcp-Method", "tools/call"), new("Mcp-Name", tool)],
            worker => Message(worker, "tools/call", $"{Meta},{Call(tool)}")),
        "structuredContent");

    /// <summary>The same call in a session.</summary>
    public static Func<ServerProcess, Task<Operation>> SessionCall(int host, string tool) => async server =>
    {
        var uri = server.Uri(host, "/mcp");
        using var begun = await LoadGenerator.SendAsync(new RequestTemplate(
            HttpMethod.Post, uri, [Accept],
            worker => Message(worker, "initialize", $$$"""
                "protocolVersion":"{{{WithSessions}}}","capabilities":{},"clientInfo":{"name":"load","version":"1"}
                """)));
        KeyValuePair<string, string> session = new("Mcp-Session-Id", begun.Headers.GetValues("Mcp-Session-Id").Single());
        return await CheckedAsync(
            new RequestTemplate(
                HttpMethod.Post, uri, [Accept, new("MCP-Protocol-Version", WithSessions), session],
                worker => Message(worker, "tools/call", Call(tool))),
            "structuredContent");
    };

    /// <summary>A plain GET of the action.</summary>
    public static Func<ServerProcess, Task<Operation>> PlainGet(int host) => server => CheckedAsync(
        new RequestTemplate(HttpMethod.Get, server.Uri(host, "/products/42"), [], null), "Kettle");

    /// <summary>The list of all tools.</summary>
    public static Func<ServerProcess, Task<Operation>> List(int host) => async server =>
    {
        var operation = await CheckedAsync(
            new RequestTemplate(
                HttpMethod.Post, server.Uri(host, "/mcp"),
                [Accept, new("MCP-Protocol-Version", Stateless), new("Mcp-Method", "tools/list")],
                worker => Message(worker, "tools/list", Meta)),
            "get_product");
        return operation with { Share = 0.02 };
    };

    /// <summary>What the list's result costs to serialize; the server does that many times in one request.</summary>
    public static Func<ServerProcess, Task<Operation>> SerializeList(int host) => server => Task.FromResult(new Operation(0.02, async count =>
    {
        var uri = server.Uri(host, "/serialize" + QueryString.Create("count", count.ToString(CultureInfo.InvariantCulture)));
        using var response = await LoadGenerator.SendAsync(new RequestTemplate(HttpMethod.Post, uri, [], null));
    }));

    private static KeyValuePair<string, string> Accept => new("Accept", "application/json, text/event-stream");

    private static string Meta { get; } = $$$"""
        "_meta":{"io.modelcontextprotocol/protocolVersion":"{{{Stateless}}}","io.modelcontextprotocol/clientInfo":{"name":"load","version":"1"},"io.modelcontextprotocol/clientCapabilities":{}}
        """;

    private static string Call(string tool) => $$"""
        "name":"{{tool}}","arguments":{"id":42}
        """;

    private static string Message(int worker, string method, string parameters) =>
        $$"""{"jsonrpc":"2.0","id":{{worker + 1}},"method":"{{method}}","params":{""" + parameters + "}}";

    private static async Task<Operation> CheckedAsync(RequestTemplate template, string expected)
    {
        await LoadGenerator.CheckAsync(template, expected);
        return new Operation(1, count => LoadGenerator.RunAsync(template, count));
    }
}
