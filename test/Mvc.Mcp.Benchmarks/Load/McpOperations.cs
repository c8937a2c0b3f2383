using System.Globalization;
using Microsoft.AspNetCore.Http;
using Mvc.Mcp.Benchmarks.Subject;

namespace Mvc.Mcp.Benchmarks.Load;

/// <summary>The requests that are compared.</summary>
internal static class McpOperations
{
    private const string Stateless = "2026-07-28";
    private const string WithSessions = "2025-11-25";
    private const string Product = "{\"id\":42}";

    /// <summary>A product that is created.</summary>
    public const string NewProduct = "{\"name\":\"Kettle, 1.7 litres\",\"price\":24.9,\"inStock\":12,\"category\":\"kitchen\",\"tags\":[\"new\",\"steel\"]}";

    /// <summary>A call of a tool that takes a product's id, without a session.</summary>
    public static Func<ServerProcess, Task<Operation>> StatelessCall(HostSpec host, string tool, string path = "/mcp", string arguments = Product, double share = 1) => server => CheckedAsync(
        new RequestTemplate(
            HttpMethod.Post, server.Uri(host, path),
            [Accept, new("MCP-Protocol-Version", Stateless), new("Mcp-Method", "tools/call"), new("Mcp-Name", tool)],
            worker => Message(worker, "tools/call", $"{Meta},{Call(tool, arguments)}")),
        "structuredContent", share);

    /// <summary>The same call in the protocol version before, which has sessions, by a client without one.</summary>
    public static Func<ServerProcess, Task<Operation>> EarlierCall(HostSpec host, string tool, string arguments = Product, double share = 1) => server => CheckedAsync(
        new RequestTemplate(
            HttpMethod.Post, server.Uri(host, "/mcp"), [Accept, new("MCP-Protocol-Version", WithSessions)],
            worker => Message(worker, "tools/call", Call(tool, arguments))),
        "structuredContent", share);

    /// <summary>The same call in a session.</summary>
    public static Func<ServerProcess, Task<Operation>> SessionCall(HostSpec host, string tool) => async server =>
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
                worker => Message(worker, "tools/call", Call(tool, Product))),
            "structuredContent");
    };

    /// <summary>A plain GET of the action.</summary>
    public static Func<ServerProcess, Task<Operation>> PlainGet(HostSpec host, string path = "/products/42", double share = 1) => server => CheckedAsync(
        new RequestTemplate(HttpMethod.Get, server.Uri(host, path), [], null), "Kettle", share);

    /// <summary>A plain POST of a product.</summary>
    public static Func<ServerProcess, Task<Operation>> PlainPost(HostSpec host) => server => CheckedAsync(
        new RequestTemplate(HttpMethod.Post, server.Uri(host, "/products"), [], _ => NewProduct), "Kettle");

    /// <summary>A response that is a file's worth of bytes, as long as the list of tools.</summary>
    public static Func<ServerProcess, Task<Operation>> StaticList(HostSpec host) => async server =>
    {
        var length = (await LoadGenerator.CheckAsync(ListTemplate(server, host), "get_product")).Length;
        return await CheckedAsync(
            new RequestTemplate(HttpMethod.Get, server.Uri(host, "/bytes" + QueryString.Create("length", length.ToString(CultureInfo.InvariantCulture))), [], null), "aaa", 0.02);
    };

    /// <summary>The list of all tools.</summary>
    public static Func<ServerProcess, Task<Operation>> List(HostSpec host) => server => CheckedAsync(ListTemplate(server, host), "get_product", 0.02);

    /// <summary>What the list's result costs to serialize; the server does that many times in one request.</summary>
    public static Func<ServerProcess, Task<Operation>> SerializeList(HostSpec host) => server => Task.FromResult(new Operation(0.02, async (count, _) =>
    {
        var uri = server.Uri(host, "/serialize" + QueryString.Create("count", count.ToString(CultureInfo.InvariantCulture)));
        using var response = await LoadGenerator.SendAsync(new RequestTemplate(HttpMethod.Post, uri, [], null));
        return (IReadOnlyCollection<double>)[];
    }));

    private static KeyValuePair<string, string> Accept => new("Accept", "application/json, text/event-stream");

    private static string Meta { get; } = $$$"""
        "_meta":{"io.modelcontextprotocol/protocolVersion":"{{{Stateless}}}","io.modelcontextprotocol/clientInfo":{"name":"load","version":"1"},"io.modelcontextprotocol/clientCapabilities":{}}
        """;

    private static string Call(string tool, string arguments) => $$"""
        "name":"{{tool}}","arguments":{{arguments}}
        """;

    private static RequestTemplate ListTemplate(ServerProcess server, HostSpec host) => new(
        HttpMethod.Post, server.Uri(host, "/mcp"),
        [Accept, new("MCP-Protocol-Version", Stateless), new("Mcp-Method", "tools/list")],
        worker => Message(worker, "tools/list", Meta));

    private static string Message(int worker, string method, string parameters) =>
        $$"""{"jsonrpc":"2.0","id":{{worker + 1}},"method":"{{method}}","params":{""" + parameters + "}}";

    private static async Task<Operation> CheckedAsync(RequestTemplate template, string expected, double share = 1)
    {
        await LoadGenerator.CheckAsync(template, expected);
        return new Operation(share, (count, connections) => LoadGenerator.RunAsync(template, count, connections));
    }
}
