using System.Net;
using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Server;
using Mvc.Mcp.Tests.Protocol.Host;
using Post = Mvc.Mcp.Tests.Protocol.Host.McpPost;

namespace Mvc.Mcp.Tests.Attacks;

#pragma warning disable MCP9006 // Sessions are what is tested here.
#pragma warning disable MCP9004 // The transport of protocol version 2024-11-05 has them too.

/// <summary>A session is its user's, and there is none for users whom nothing tells apart.</summary>
public class SessionOwnerTests
{
    [Theory]
    [InlineData("client_id=app,name=ann")]
    [InlineData("client_id=app")]
    public async Task Users_whom_only_their_client_identifies_have_no_session_to_share(string user)
    {
        await using var app = await StartAsync();

        using var begun = await app.Http.SendAsync(As(Post.Initialize(), user));
        using var alone = await app.Http.SendAsync(As(Post.Call("echo", new() { ["text"] = "x" }), user));

        begun.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        begun.Headers.Contains("Mcp-Session-Id").Should().BeFalse();
        alone.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("client_id=app,name=ann")]
    [InlineData("sub=ann")]
    [InlineData("|client_id=app,name=ann")]
    [InlineData("|sub=ann")]
    public async Task A_session_that_nobody_began_is_not_a_users(string user)
    {
        await using var app = await StartAsync();
        var session = await BeginAsync(app, "");

        foreach (var request in new[] { Post.Legacy("ping", session: session), Post.Get(session), Post.Delete(session) })
        {
            using var response = await app.Http.SendAsync(As(request, user), HttpCompletionOption.ResponseHeadersRead);
            response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        }

        using var nobody = await app.Http.SendAsync(Post.Legacy("ping", session: session));
        nobody.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Two_users_whose_first_identity_says_nothing_do_not_share_a_session()
    {
        await using var app = await StartAsync();
        var session = await BeginAsync(app, "|sub=ann");

        foreach (var user in new[] { "|sub=ann", "|sub=bob" })
        {
            using var response = await app.Http.SendAsync(As(Post.Legacy("ping", session: session), user));
            response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task An_answer_to_the_servers_question_is_taken_from_the_one_who_was_asked()
    {
        await using var app = await StartAsync();
        using var begun = await app.Http.SendAsync(As(Post.Legacy("initialize", new()
        {
            ["protocolVersion"] = "2025-11-25",
            ["capabilities"] = new JsonObject { ["elicitation"] = new JsonObject() },
            ["clientInfo"] = new JsonObject { ["name"] = "test", ["version"] = "1" },
        }, version: null), "client_id=app,sub=ann"));
        var session = begun.Headers.GetValues("Mcp-Session-Id").Single();
        using var call = await app.Http.SendAsync(
            As(Post.Legacy("tools/call", new() { ["name"] = "ask" }, id: 7, session: session), "client_id=app,sub=ann"), HttpCompletionOption.ResponseHeadersRead);
        using var events = new StreamReader(await call.Content.ReadAsStreamAsync());
        var asked = (await events.ReadEventAsync())!["id"]!.ToJsonString();

        foreach (var other in new[] { "client_id=app,sub=bob", "client_id=app", "|sub=ann", "" })
        {
            using var forged = await app.Http.SendAsync(As(Answer(asked, "accept", session), other));
            forged.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        }

        using var own = await app.Http.SendAsync(As(Answer(asked, "decline", session), "client_id=app,sub=ann"));
        (await events.ReadEventAsync())!["result"]!["content"]![0]!["text"]!.ToString().Should().Be("decline");
    }

    [Theory]
    [InlineData("client_id=app,name=ann", HttpStatusCode.Forbidden)]
    [InlineData("|sub=ann", HttpStatusCode.Forbidden)]
    [InlineData("sub=ann", HttpStatusCode.OK)]
    [InlineData("", HttpStatusCode.OK)]
    public async Task The_first_transport_takes_users_with_an_identifier_or_nobody(string user, HttpStatusCode status)
    {
        await using var app = await StartAsync();

        using var response = await app.Http.SendAsync(As(new HttpRequestMessage(HttpMethod.Get, "/mcp/sse"), user), HttpCompletionOption.ResponseHeadersRead);

        response.StatusCode.Should().Be(status);
    }

    private static HttpRequestMessage Answer(string id, string action, string session)
    {
        var request = Post.Raw($$"""{"jsonrpc":"2.0","id":{{id}},"result":{ "action": "{{action}}", "content": {} } }""", "2025-11-25");
        request.Headers.Add("Mcp-Session-Id", session);
        return request;
    }

    private static async Task<string> BeginAsync(TestServerApp app, string user)
    {
        using var response = await app.Http.SendAsync(As(Post.Initialize(), user));
        return response.Headers.GetValues("Mcp-Session-Id").Single();
    }

    // The claims of a user; behind a bar those of a second identity, where the first is nobody's.
    private static HttpRequestMessage As(HttpRequestMessage request, string claims)
    {
        request.Headers.TryAddWithoutValidation("Test-Claims", claims);
        return request;
    }

    private static Task<TestServerApp> StartAsync() => TestServerApp.StartAsync(
        mcp => mcp.WithTools(
        [
            McpServerTool.Create(
                async (McpServer server, CancellationToken cancellationToken) =>
                    (await server.ElicitAsync(new() { Message = "?", RequestedSchema = new() }, cancellationToken)).Action,
                new() { Name = "ask" }),
            McpServerTool.Create((string text) => text, new() { Name = "echo" }),
        ]),
        options =>
        {
            options.SessionMode = HttpServerSessionMode.StatefulForInitializeClients;
            options.EnableLegacySse = true;
        },
        pipeline: app => app.Use((http, next) =>
        {
            if (http.Request.Headers["Test-Claims"] is [{ Length: > 0 } claims])
            {
                var known = new ClaimsIdentity(claims.TrimStart('|').Split(',').Select(claim => new Claim(claim.Split('=')[0], claim.Split('=')[1])), "test");
                http.User = new(claims.StartsWith('|') ? [new ClaimsIdentity(), known] : [known]);
            }

            return next(http);
        }));
}
