using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Execution;

/// <summary>Short ways to call a tool once and to read its result.</summary>
internal static class CallExtensions
{
    /// <summary>Connects a client that sends <paramref name="headers"/>, and calls one tool.</summary>
    public static async Task<CallToolResult> CallToolAsync(
        this McpTestApp app, string tool, object? arguments = null, params (string Name, string Value)[] headers)
    {
        await using var client = await app.ConnectAsync("/mcp", headers);
        return await client.CallToolAsync(tool, Arguments(arguments));
    }

    /// <summary>Serves, at <c>/calls</c>, HTTP requests of which each calls several tools at once.</summary>
    public static void UseCalls(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.Request.Path != "/calls")
        {
            await next(http);
            return;
        }

        var caller = ActivatorUtilities.CreateInstance<ToolCaller>(http.RequestServices);
        var calls = http.Request.Query["tool"].Select(tool => Task.Run(() => caller.CallAsync(tool!, new { })));
        await http.Response.WriteAsJsonAsync(await Task.WhenAll(calls));
    });

    /// <summary>Has one HTTP request call all <paramref name="tools"/>, and gives their texts.</summary>
    public static async Task<string[]> CallAtOnceAsync(
        this McpTestApp app, IEnumerable<string> tools, params (string Name, string Value)[] headers)
    {
        using var http = app.CreateHttpClient(headers);
        return (await http.GetFromJsonAsync<string[]>(new Uri("/calls?tool=" + string.Join("&tool=", tools), UriKind.Relative)))!;
    }

    /// <summary>The members of <paramref name="arguments"/> as arguments of a tool.</summary>
    public static Dictionary<string, object?> Arguments(object? arguments) =>
        JsonSerializer.SerializeToElement(arguments ?? new { }).EnumerateObject().ToDictionary(member => member.Name, member => (object?)member.Value);

    /// <summary>All text of a result.</summary>
    public static string Text(this CallToolResult result) =>
        string.Join('\n', result.Content.OfType<TextContentBlock>().Select(block => block.Text));
}
