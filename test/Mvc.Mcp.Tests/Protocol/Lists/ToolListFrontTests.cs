using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Tests.Protocol.Calls;
using Mvc.Mcp.Tests.Protocol.Host;

namespace Mvc.Mcp.Tests.Protocol.Lists;

/// <summary>Lists of tools are written without a server of the SDK, and are what the official host would have listed.</summary>
public class ToolListFrontTests
{
    private static readonly string?[] _versions = [null, "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"];

    [Theory]
    [InlineData(null)]
    [InlineData("ann")]
    [InlineData("ann,admin")]
    public async Task A_caller_is_listed_what_the_official_host_lists(string? user)
    {
        await using var app = await StartAsync(mcp => mcp.WithTools([McpServerTool.Create((int a) => a, new() { Name = "by_hand" })]));

        foreach (var version in _versions)
        {
            var (front, official) = await app.AskBothAsync(() => As(List(version), user));

            front.Should().Be(official, version);
            Names(front).Should().Equal(user is "ann,admin" ? ["by_hand", "admin", "list", "subject"] : ["by_hand", "list", "subject"]);
            await app.AskAsync(As(List(version), user));
            app.LastHadServer.Should().BeFalse();
        }
    }

    [Fact]
    public async Task Pages_are_those_of_the_official_host_and_so_is_what_is_beyond_them()
    {
        await using var app = await StartAsync(mcp => mcp.Services.Configure<McpOptions>(options => options.ListPageSize = 1));

        foreach (var version in _versions)
        {
            var (first, _) = await app.AskBothAsync(() => List(version));
            var next = JsonNode.Parse(first.Body[first.Body.IndexOf('{')..])!["result"]!["nextCursor"]!.ToString();
            foreach (var cursor in new[] { next, Convert.ToBase64String("mvc:99"u8), "nonsense" })
            {
                var (front, official) = await app.AskBothAsync(() => List(version, cursor));
                front.Should().Be(official, $"{version} {cursor}");
                if (cursor is "nonsense")
                    front.Body.Should().Contain("-32602");
            }
        }
    }

    [Fact]
    public async Task What_only_the_SDK_can_say_of_hand_written_tools_it_says()
    {
        Action<IMcpServerBuilder>[] applications =
        [
            mcp => mcp.WithTools([McpServerTool.Create([Authorize(Roles = "admin")] () => "", new() { Name = "guarded" })]),
            mcp => mcp.WithTools([McpServerTool.Create(() => new[] { 1 }, new() { Name = "structured", UseStructuredContent = true })]),
            mcp => mcp.WithRequestFilters(filters => filters.AddListToolsFilter(next => async (request, cancellationToken) =>
            {
                var result = await next(request, cancellationToken);
                result.Tools.RemoveAt(0);
                return result;
            })),
            mcp => mcp.WithListToolsHandler((_, _) => new(new ListToolsResult { Tools = [new() { Name = "handled" }] })),
            mcp => mcp.WithMessageFilters(filters => filters.AddOutgoingFilter(next => (message, cancellationToken) =>
            {
                if (message.JsonRpcMessage is JsonRpcResponse { Result: JsonObject result })
                    result["seen"] = true;
                return next(message, cancellationToken);
            })),
        ];
        foreach (var application in applications)
        {
            await using var app = await StartAsync(application);
            foreach (var version in _versions)
            {
                var (front, official) = await app.AskBothAsync(() => List(version));
                front.Should().Be(official, version);
            }
        }
    }

    [Theory]
    [InlineData("Mcp-Method", "tools/call")]
    [InlineData("Accept", "application/json")]
    public async Task A_request_that_is_not_in_order_is_left_to_the_official_host(string header, string value)
    {
        await using var app = await StartAsync();

        var (front, official) = await app.AskBothAsync(() =>
        {
            var request = List(McpPost.Newest);
            request.Headers.Remove(header);
            request.Headers.Add(header, value);
            return request;
        });

        front.Should().Be(official);
        front.Status.Should().BeGreaterThanOrEqualTo(400);
    }

    private static Task<SubjectApp> StartAsync(Action<IMcpServerBuilder>? server = null) =>
        SubjectApp.StartAsync((_, _) => throw new NotSupportedException(), server);

    private static HttpRequestMessage List(string? version, string? cursor = null)
    {
        JsonObject parameters = cursor is null ? [] : new() { ["cursor"] = cursor };
        return version == McpPost.Newest ? McpPost.Standalone("tools/list", parameters) : McpPost.Legacy("tools/list", parameters, version: version);
    }

    private static HttpRequestMessage As(HttpRequestMessage request, string? user)
    {
        if (user is not null)
            request.Headers.Add("X-User", user);
        return request;
    }

    private static IEnumerable<string> Names(SubjectApp.Answer answer) =>
        JsonNode.Parse(answer.Body[answer.Body.IndexOf('{')..])!["result"]!["tools"]!.AsArray().Select(tool => tool!["name"]!.ToString()).Order(StringComparer.Ordinal)
            .OrderBy(name => name != "by_hand");
}
