using System.Text.Json;
using Mvc.Mcp.EndToEnd.Processes;

namespace Mvc.Mcp.EndToEnd.Clients;

/// <summary>The command line of the MCP inspector.</summary>
internal sealed class InspectorClient : IToolClient
{
    private static readonly string _script = Node.Package("@modelcontextprotocol/inspector/clients/launcher/build/index.js");

    public async Task<IReadOnlyList<string>> ListToolsAsync(Uri endpoint, string? authorization)
    {
        var output = await RunAsync(endpoint, authorization, "--method", "tools/list");
        return [.. Parse(output.Succeeded()).GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("name").GetString()!)];
    }

    public async Task<ToolAnswer> CallToolAsync(Uri endpoint, string name, object arguments, string? authorization)
    {
        var output = await RunAsync(endpoint, authorization,
            "--method", "tools/call", "--tool-name", name, "--tool-args-json", JsonSerializer.Serialize(arguments));
        // It exits with a number of its own when the tool or the protocol reports an error.
        return new ToolAnswer(Parse(output.Output.Length > 0 ? output.Output : output.Error));
    }

    private static Task<ProcessOutput> RunAsync(Uri endpoint, string? authorization, params IEnumerable<string> arguments)
    {
        string[] header = authorization is null ? [] : ["--header", $"Authorization: {authorization}"];
        return Node.RunAsync(_script,
            ["--cli", endpoint.AbsoluteUri, "--transport", "http", "--quiet", .. header, .. arguments]);
    }

    private static JsonElement Parse(string json) => JsonSerializer.Deserialize<JsonElement>(json);
}
