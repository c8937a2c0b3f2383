using System.Text.Json;

namespace Mvc.Mcp.EndToEnd.Clients;

/// <summary>A client that a script of this folder drives: <c>typescript-sdk-1.mjs</c> or <c>typescript-sdk-2.mjs</c>.</summary>
internal sealed class ScriptClient(string script) : IToolClient
{
    private readonly string _path = Repository.PathTo("test", "Mvc.Mcp.EndToEnd", "Clients", script);

    public async Task<IReadOnlyList<string>> ListToolsAsync(Uri endpoint, string? authorization)
    {
        var answer = await RunAsync(authorization, endpoint.AbsoluteUri, "tools/list");
        return [.. answer.GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("name").GetString()!)];
    }

    public async Task<ToolAnswer> CallToolAsync(Uri endpoint, string name, object arguments, string? authorization) =>
        new(await RunAsync(authorization, endpoint.AbsoluteUri, "tools/call", name, JsonSerializer.Serialize(arguments)));

    private async Task<JsonElement> RunAsync(string? authorization, params string[] arguments)
    {
        var environment = new Dictionary<string, string?> { ["AUTHORIZATION"] = authorization };
        var output = await Node.RunAsync(_path, arguments, environment);
        return JsonSerializer.Deserialize<JsonElement>(output.Succeeded());
    }
}
