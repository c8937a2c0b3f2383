using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using ModelContextProtocol.Server;

using Mvc.Mcp.Tests.Protocol.Host;

namespace Mvc.Mcp.Tests.Protocol.Guard;

public class MalformedRequestTests
{
    private const int Requests = 10_000;

    [Fact]
    public async Task Ten_thousand_malformed_requests_are_each_told_what_is_wrong_and_leave_the_server_well()
    {
        await using var app = await TestServerApp.StartAsync(
            mcp => mcp.WithTools([McpServerTool.Create((string text) => text, new() { Name = "echo" })]),
            // Time stands still: on a busy machine an error would otherwise come after the headers that slow calls send early.
            options => options.TimeProvider = new FakeTimeProvider());
        using var http = app.Http;

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Requests),
            Prop.ForAll<MalformedRequest>(MalformedRequest.Arbitrary, Send));

        void Send(MalformedRequest request) => SendAsync(http, request).GetAwaiter().GetResult();

        app.Logs.At(LogLevel.Error).Should().BeEmpty();
        using var well = await http.SendAsync(McpPost.Call("echo", new() { ["text"] = "still here" }));
        (await well.ReadMessageAsync())["result"]!["content"]![0]!["text"]!.ToString().Should().Be("still here");
    }

    private static async Task SendAsync(HttpClient http, MalformedRequest malformed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp") { Content = new ByteArrayContent(malformed.Body) };
        foreach (var (name, value) in malformed.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request);

        ((int)response.StatusCode).Should().Be(malformed.Status, malformed.Spoilt);
        if (malformed.Code is not null)
            (await response.ReadErrorCodeAsync()).Should().Be(malformed.Code, malformed.Spoilt);
    }
}
