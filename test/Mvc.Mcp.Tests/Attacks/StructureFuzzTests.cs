using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Mvc.Mcp.Tests.Execution;
using Mvc.Mcp.Tests.Execution.Load;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Attacks;

/// <summary>
/// Random structures for each source that binds, small and up to a megabyte: no call allocates more than fifty times its own
/// bytes beyond what a call takes anyway, for callers who may call and for those who may not.
/// </summary>
[Collection(nameof(AloneCollection))]
public class StructureFuzzTests
{
    private const int Most = 50;

    // What a call takes whatever it brings: the client, the server, the action, and a form of a thousand small fields.
    private const long Anyway = 16 * 1024 * 1024;

    private static readonly int[] _sizes = [200, 5_000, 60_000, 1_000_000];

    [Theory]
    [InlineData("query", null)]
    [InlineData("form", null)]
    [InlineData("json", null)]
    [InlineData("guarded", null)]
    [InlineData("guarded", "ann,admin")]
    public async Task No_call_costs_many_times_what_it_brings(string tool, string? user)
    {
        await using var app = await McpTestApp.StartAsync(
            [typeof(TakesController)], services: HeaderAuthentication.AddTo, pipeline: app => app.UseAuthentication().UseAuthorization());
        await using var client = await app.ConnectAsync("/mcp", user is null ? [] : [("X-User", user)]);
        var random = new Random(7);
        var costly = new List<string>();
        // The first calls are compiled and fill caches.
        for (var i = 0; i < 10; i++)
            await client.CallToolAsync(tool, CallExtensions.Arguments(new { d = new { a = "b" } }));

        for (var i = 0; i < 60; i++)
        {
            var json = Structure(random, _sizes[i % _sizes.Length]);
            var arguments = new Dictionary<string, object?> { ["d"] = JsonElement.Parse(json) };
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await client.CallToolAsync(tool, arguments);
            var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
            if (allocated > Anyway + (long)Most * Encoding.UTF8.GetByteCount(json))
                costly.Add($"{json.Length} bytes took {allocated}: {json[..Math.Min(json.Length, 120)]}");
        }

        costly.Should().BeEmpty();
    }

    // Long names over many leaves, many names, deep nests, wide arrays, and mixtures of them.
    private static string Structure(Random random, int size)
    {
        var text = new StringBuilder();
        Write(text, random, size, random.Next(5), depth: 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, Random random, int size, int kind, int depth)
    {
        var left = Math.Max(1, size - 10);
        if (depth > 20 || left < 10)
            kind = 4;
        switch (kind)
        {
            case 0:
                text.Append("{\"").Append('k', left / 2).Append("\":");
                Write(text, random, left / 2, random.Next(1, 4), depth + 1);
                text.Append('}');
                break;
            case 1:
                text.Append('{');
                for (var i = 0; i * 8 < left; i++)
                    text.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ",")}\"{i}\":{(i % 3 == 0 ? "{}" : "1")}");
                text.Append('}');
                break;
            case 2:
                text.Append('[').AppendJoin(',', Enumerable.Repeat(random.Next(3) switch { 0 => "1", 1 => "\"\"", _ => "{}" }, left / 3)).Append(']');
                break;
            case 3:
                text.Append("{\"n\":");
                Write(text, random, left - 10, random.Next(4), depth + 1);
                text.Append('}');
                break;
            default:
                text.Append('"').Append('x', left).Append('"');
                break;
        }
    }

    [ApiController]
    public sealed class TakesController : ControllerBase
    {
        [HttpGet("query", Name = "query")]
        public string Query([FromQuery] Dictionary<string, Dictionary<string, string>> d) => $"took {d.Count}";

        [HttpPost("form", Name = "form")]
        public string Form([FromForm] Dictionary<string, Dictionary<string, string>> d) => $"took {d.Count}";

        [HttpPost("json", Name = "json")]
        public string Json(Dictionary<string, JsonElement> d) => $"took {d.Count}";

        [HttpGet("guarded", Name = "guarded")]
        [Authorize(Roles = "admin")]
        public string Guarded([FromQuery] Dictionary<string, Dictionary<string, string>> d) => $"took {d.Count}";
    }
}
