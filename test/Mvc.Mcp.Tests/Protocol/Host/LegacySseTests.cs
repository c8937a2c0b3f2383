using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Tests.Protocol.Host;

#pragma warning disable MCP9004 // The transport of protocol version 2024-11-05 is what is tested here.

/// <summary>The transport of the first version of the protocol, where an application offers it.</summary>
public class LegacySseTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_client_of_the_first_version_calls_tools()
    {
        await using var app = await StartAsync();
        await using var client = await McpClient.CreateAsync(
            new HttpClientTransport(
                new HttpClientTransportOptions { Endpoint = new("http://localhost/mcp/sse"), TransportMode = HttpTransportMode.Sse }, app.Http),
            new McpClientOptions { ProtocolVersion = "2024-11-05" });

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i => await client.CallToolAsync("echo", new Dictionary<string, object?> { ["text"] = $"{i}" })));

        results.Select(result => result.Content.OfType<TextContentBlock>().Single().Text).Should().Equal(Enumerable.Range(0, 20).Select(i => $"{i}"));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("""{"jsonrpc":"2.0","id":1.5,"method":"ping"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","name":"echo"}}""")]
    public async Task A_malformed_message_is_the_clients_mistake(string body)
    {
        await using var app = await StartAsync();
        using var stream = await app.Http.GetAsync("/mcp/sse", HttpCompletionOption.ResponseHeadersRead).WaitAsync(_patience);
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync());
        string? line;
        while ((line = await lines.ReadLineAsync().WaitAsync(_patience)) is not null && !line.StartsWith("data: ", StringComparison.Ordinal))
        {
        }

        var message = McpPost.Raw(body);
        message.RequestUri = new(line!["data: ".Length..], UriKind.Relative);
        using var response = await app.Http.SendAsync(message);

        ((int)response.StatusCode).Should().Be(400);
        app.Logs.At(LogLevel.Error).Should().BeEmpty();
    }

    private static Task<TestServerApp> StartAsync() => TestServerApp.StartAsync(
        mcp => mcp.WithTools([McpServerTool.Create((string text) => text, new() { Name = "echo" })]),
        options =>
        {
            options.SessionMode = HttpServerSessionMode.StatefulForInitializeClients;
            options.EnableLegacySse = true;
        });
}
