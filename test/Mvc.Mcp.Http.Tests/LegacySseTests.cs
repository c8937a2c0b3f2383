using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Http.Tests;

#pragma warning disable MCP9004 // The transport of revision 2024-11-05 is what is tested here.

public class LegacySseTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_client_of_the_first_revision_calls_tools_in_the_context_of_its_own_requests()
    {
        await using var app = await StartAsync();
        await using var client = await ConnectAsync(app);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => await client.CallToolAsync("where")));

        results.Select(result => result.Content.OfType<TextContentBlock>().Single().Text).Should().AllBe("POST /mcp/message scoped");
    }

    [Fact]
    public async Task It_is_offered_only_where_it_is_asked_for()
    {
        await using var app = await TestServerApp.StartAsync(transport: options => options.SessionMode = HttpServerSessionMode.Stateful);

        using var response = await app.Http.GetAsync("/mcp/sse");

        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Without_sessions_the_application_does_not_start()
    {
        var start = () => TestServerApp.StartAsync(transport: options => options.EnableLegacySse = true);

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*EnableLegacySse*SessionMode*");
    }

    [Fact]
    public async Task A_message_to_somebody_elses_session_finds_none()
    {
        await using var app = await StartAsync(application => application.Use((http, next) =>
        {
            if (http.Request.Headers["Test-User"] is [{ } user])
                http.User = new(new ClaimsIdentity([new Claim("sub", user)], "test"));
            return next(http);
        }));
        var request = new HttpRequestMessage(HttpMethod.Get, "/mcp/sse");
        request.Headers.Add("Test-User", "ada");
        using var stream = await app.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync());
        string? line;
        while ((line = await lines.ReadLineAsync().WaitAsync(Patience)) is not null && !line.StartsWith("data: ", StringComparison.Ordinal))
        {
        }

        var message = McpPost.Legacy("ping", revision: null);
        message.RequestUri = new(line!["data: ".Length..], UriKind.Relative);
        message.Headers.Add("Test-User", "eve");
        using var response = await app.Http.SendAsync(message);

        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_open_stream_ends_with_the_application()
    {
        await using var app = await StartAsync();
        using var stream = await app.Http.GetAsync("/mcp/sse", HttpCompletionOption.ResponseHeadersRead).WaitAsync(Patience);
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync());

        (await lines.ReadLineAsync().WaitAsync(Patience)).Should().Be("event: endpoint");

        await app.StopAsync().WaitAsync(Patience);

        (await lines.ReadToEndAsync().WaitAsync(Patience)).Should().StartWith("data: /mcp/message?sessionId=");
    }

    private static Task<TestServerApp> StartAsync(Action<WebApplication>? pipeline = null) => TestServerApp.StartAsync(
        mcp => mcp.WithTools(
        [
            McpServerTool.Create(
                async (RequestContext<CallToolRequestParams> request) =>
                {
                    await Task.Yield();
                    var http = request.Services!.GetRequiredService<IHttpContextAccessor>().HttpContext!;
                    var own = ReferenceEquals(request.Services!.GetRequiredService<Marker>(), http.RequestServices.GetRequiredService<Marker>());
                    return $"{http.Request.Method} {http.Request.Path} {(own ? "scoped" : "strange")}";
                },
                new() { Name = "where" }),
        ]),
        options =>
        {
            options.SessionMode = HttpServerSessionMode.StatefulForInitializeClients;
            options.EnableLegacySse = true;
        },
        services => services.AddScoped<Marker>(),
        pipeline);

    private static async Task<McpClient> ConnectAsync(TestServerApp app) => await McpClient.CreateAsync(
        new HttpClientTransport(
            new HttpClientTransportOptions { Endpoint = new("http://localhost/mcp/sse"), TransportMode = HttpTransportMode.Sse }, app.Http),
        new McpClientOptions { ProtocolVersion = "2024-11-05" });

    private sealed class Marker;
}
