using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Server;

using Mvc.Mcp.Tests.Hosting;
using Mvc.Mcp.Tests.Protocol.Host;

namespace Mvc.Mcp.Tests.Protocol.Guard;

/// <summary>What only shows on real connections.</summary>
public sealed class KestrelTests : IAsyncLifetime
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly LogRecorder _logs = new();
    private WebApplication _app = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(_logs);
        builder.Services.AddControllers().UseOnlyControllers([]).AddMcp();
        builder.Services.AddMcpServer()
            .WithHttpTransport(options => options.SessionMode = HttpServerSessionMode.StatefulForInitializeClients)
            .WithTools(
            [
                McpServerTool.Create(() => "hi", new() { Name = "greet" }),
                McpServerTool.Create((int length) => new string('x', length), new() { Name = "large" }),
            ]);
        _app = builder.Build();
        _app.MapMcp("/mcp");
        await _app.StartAsync();
        _http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 2000 }) { BaseAddress = new(_app.Urls.Single()) };
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Five_hundred_open_streams_do_not_keep_the_application_from_stopping()
    {
        var streams = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => i % 2 == 0 ? ListenAsync() : GetAsync()));

        // Half a minute is what the host gives open requests; streams are to end long before.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await _app.StopAsync(patience.Token);

        patience.IsCancellationRequested.Should().BeFalse();
        foreach (var stream in streams)
            stream.Dispose();
        _logs.At(LogLevel.Error).Should().BeEmpty();
    }

    [Fact]
    public async Task A_body_that_never_ends_occupies_no_more_than_its_connection()
    {
        using var endless = await ConnectAsync();
        await endless.SendAsync(Encoding.ASCII.GetBytes(Head("Transfer-Encoding: chunked") + "5\r\n{\"jso\r\n"));

        using var response = await _http.SendAsync(McpPost.Call("greet"));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_client_that_stops_reading_keeps_nobody_else_waiting()
    {
        using var deaf = await ConnectAsync();
        deaf.ReceiveBufferSize = 1024;
        var body = await McpPost.Call("large", new() { ["length"] = 20_000_000 }).Content!.ReadAsStringAsync();
        await deaf.SendAsync(Encoding.ASCII.GetBytes(
            Head($"Content-Length: {body.Length}\r\nMCP-Protocol-Version: 2026-07-28\r\nMcp-Method: tools/call\r\nMcp-Name: large") + body));
        deaf.Poll(_patience, SelectMode.SelectRead).Should().BeTrue("the answer has begun");

        for (var i = 0; i < 20; i++)
        {
            using var response = await _http.SendAsync(McpPost.Call("greet")).WaitAsync(_patience);
            response.StatusCode.Should().Be(HttpStatusCode.OK);
        }
    }

    [Theory]
    [InlineData("Mcp-Name: greet\r\n\tfolded")]
    [InlineData("Mcp-Name: gr\0eet")]
    [InlineData("Mcp-Name : greet")]
    [InlineData("Mcp-Session-Id: a\rb")]
    public async Task Injected_headers_are_refused(string header)
    {
        using var connection = await ConnectAsync();
        await connection.SendAsync(Encoding.ASCII.GetBytes(Head($"Content-Length: 2\r\n{header}") + "{}"));

        (await ReadStatusAsync(connection)).Should().Be(400);
    }

    [Theory]
    [InlineData("Mcp-Session-Id", "../../etc/passwd")]
    [InlineData("Mcp-Session-Id", "%0d%0aSet-Cookie:%20a=b")]
    [InlineData("MCP-Protocol-Version", "2026-07-28, 2025-11-25")]
    public async Task Strange_header_values_come_back_in_no_header(string name, string value)
    {
        var request = McpPost.Legacy("ping", version: null);
        request.Headers.TryAddWithoutValidation(name, value);

        using var response = await _http.SendAsync(request);

        ((int)response.StatusCode).Should().BeInRange(400, 499);
        response.Headers.Concat(response.Content.Headers).SelectMany(header => header.Value).Should().NotContain(text => text.Contains(value));
    }

    [Fact]
    public async Task A_rebound_host_name_is_refused_on_a_real_connection()
    {
        var request = McpPost.Call("greet");
        request.Headers.Host = "evil.example";

        using var response = await _http.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    private async Task<HttpResponseMessage> ListenAsync()
    {
        var request = McpPost.Standalone("subscriptions/listen", new() { ["notifications"] = new JsonObject { ["toolsListChanged"] = true } });
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private async Task<HttpResponseMessage> GetAsync()
    {
        using var begun = await _http.SendAsync(McpPost.Initialize());
        return await _http.SendAsync(McpPost.Get(begun.Headers.GetValues("Mcp-Session-Id").Single()), HttpCompletionOption.ResponseHeadersRead);
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _http.BaseAddress!.Port);
        return socket;
    }

    private static string Head(string headers) =>
        "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" +
        $"Accept: application/json, text/event-stream\r\n{headers}\r\n\r\n";

    private static async Task<int> ReadStatusAsync(Socket connection)
    {
        var buffer = new byte[64];
        (await connection.ReceiveAsync(buffer).WaitAsync(_patience)).Should().BeGreaterThan(12);
        return int.Parse(Encoding.ASCII.GetString(buffer, "HTTP/1.1 ".Length, 3), System.Globalization.CultureInfo.InvariantCulture);
    }
}
