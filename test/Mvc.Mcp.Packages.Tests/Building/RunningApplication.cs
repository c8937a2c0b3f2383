using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.EndToEnd.Processes;

namespace Mvc.Mcp.Packages.Tests.Building;

/// <summary>An application that runs as a process of its own, seen by its users: over plain HTTP and by an MCP client.</summary>
internal sealed class RunningApplication : IAsyncDisposable
{
    private readonly ServerProcess _process;
    private readonly Dictionary<string, McpClient> _clients = [];

    private RunningApplication(ServerProcess process, Uri address)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = address };
    }

    /// <summary>Speaks to it over plain HTTP.</summary>
    public HttpClient Http { get; }

    /// <summary>What it wrote before it listened.</summary>
    public IReadOnlyList<string> StartLog => _process.Seen;

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<RunningApplication> StartAsync(string folder, string assembly, IEnumerable<string> arguments)
    {
        var start = DotNet.Command(folder,
            [assembly, "--urls", "http://127.0.0.1:0", "--environment", "Development",
             "--Logging:Console:FormatterName=simple", "--Logging:Console:FormatterOptions:SingleLine=true", .. arguments]);
        var process = ServerProcess.Start(start);
        try
        {
            return new RunningApplication(process, new Uri(await process.ReadAsync(@"Now listening on: (\S+)")));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>The tools that a client of the official SDK lists.</summary>
    public async Task<IReadOnlyList<Tool>> ListToolsAsync(string endpoint = "/mcp") =>
        [.. (await (await ConnectAsync(endpoint)).ListToolsAsync()).Select(tool => tool.ProtocolTool)];

    /// <summary>Calls a tool with that client.</summary>
    public async Task<CallToolResult> CallAsync(string tool, object? arguments = null, string endpoint = "/mcp") =>
        await (await ConnectAsync(endpoint)).CallToolAsync(new CallToolRequestParams
        {
            Name = tool,
            Arguments = JsonSerializer.SerializeToElement(arguments ?? new { }).Deserialize<Dictionary<string, JsonElement>>(),
        });

    /// <summary>Calls a tool that must answer what plain HTTP answers at <paramref name="path"/>.</summary>
    public Task AnswersAsync(string tool, object? arguments, string path) =>
        AnswersAsync(tool, arguments, new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)));

    /// <summary>Calls a tool that must answer what plain HTTP answers to <paramref name="request"/>.</summary>
    public async Task AnswersAsync(string tool, object? arguments, HttpRequestMessage request, string endpoint = "/mcp")
    {
        using var expected = await Http.SendAsync(request);
        var body = await expected.Content.ReadAsStringAsync();
        expected.IsSuccessStatusCode.Should().BeTrue($"{request.RequestUri} answers {(int)expected.StatusCode}: {body}");
        var result = await CallAsync(tool, arguments, endpoint);
        result.IsError.Should().NotBe(true, TextOf(result));
        if (expected.Content.Headers.ContentType?.MediaType?.Contains("json", StringComparison.Ordinal) == true)
            JsonNode.DeepEquals(JsonNode.Parse(TextOf(result)), JsonNode.Parse(body)).Should().BeTrue($"{TextOf(result)} should be {body}");
        else
            TextOf(result).Should().Be(body);
    }

    /// <summary>The text of a result.</summary>
    public static string TextOf(CallToolResult result) =>
        string.Join('\n', result.Content.OfType<TextContentBlock>().Select(block => block.Text));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values)
            await client.DisposeAsync();
        Http.Dispose();
        await _process.DisposeAsync();
    }

    private async Task<McpClient> ConnectAsync(string endpoint) => _clients.TryGetValue(endpoint, out var known)
        ? known
        : _clients[endpoint] = await McpClient.CreateAsync(
            new HttpClientTransport(new HttpClientTransportOptions { Endpoint = new Uri(Http.BaseAddress!, endpoint) }, Http));
}
