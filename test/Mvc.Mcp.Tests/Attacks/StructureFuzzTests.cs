using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using ModelContextProtocol.Client;
using Mvc.Mcp.Tests.Execution.Load;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Attacks;

/// <summary>
/// Random structures for each source that binds, small and up to a megabyte: no call allocates more than fifty times its own
/// bytes beyond what a call takes anyway, for callers who may call and for those who may not. With <c>MVC_MCP_TIME=1</c>, on a
/// machine that does nothing else, none takes more than twenty times as long as the largest honest call of its size.
/// </summary>
[Collection(nameof(AloneCollection))]
public class StructureFuzzTests
{
    private const int Most = 50;
    private const int MostTime = 20;
    private const int Structures = 60;

    // What a call takes whatever it brings: the client, the server, the action, and a form of a thousand small fields.
    private const long Anyway = 16 * 1024 * 1024;

    private static readonly int[] _sizes = [200, 5_000, 60_000, 1_000_000];
    private static readonly bool _measuresTime = Environment.GetEnvironmentVariable("MVC_MCP_TIME") == "1";

    [Theory]
    [InlineData("query", null)]
    [InlineData("form", null)]
    [InlineData("json", null)]
    [InlineData("upload", null)]
    [InlineData("header", null)]
    [InlineData("path", null)]
    [InlineData("guarded", null)]
    [InlineData("guarded", "ann,admin")]
    public async Task No_call_costs_many_times_what_it_brings(string tool, string? user)
    {
        await using var app = await McpTestApp.StartAsync(
            [typeof(TakesController)], services: HeaderAuthentication.AddTo, pipeline: app => app.UseAuthentication().UseAuthorization());
        await using var client = await app.ConnectAsync("/mcp", user is null ? [] : [("X-User", user)]);
        var costly = new List<string>();
        // The first calls are compiled and fill caches.
        for (var i = 0; i < 10; i++)
            await CallAsync(client, tool, """{"a":"b"}""");

        var honest = new Dictionary<int, TimeSpan>();
        for (var i = 0; _measuresTime && i < _sizes.Length; i++)
            honest[i] = await TimeAsync(() => CallAsync(client, tool, $$"""{"a":"{{new string('x', _sizes[i])}}"}"""));

        // The same structures in each run.
        var structures = Structure(_sizes[^1], depth: 0).Sample(Structures, new Rnd(7), Structures).ToArray();
        for (var i = 0; i < structures.Length; i++)
        {
            var size = i % _sizes.Length;
            var json = structures[i](_sizes[size]);
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await CallAsync(client, tool, json);
            var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
            if (allocated > Anyway + (long)Most * Encoding.UTF8.GetByteCount(json))
                costly.Add($"{json.Length} bytes took {allocated}: {json[..Math.Min(json.Length, 120)]}");
            if (_measuresTime && await TimeAsync(() => CallAsync(client, tool, json)) is var time && time > MostTime * honest[size])
                costly.Add($"{json.Length} bytes took {time}, an honest call {honest[size]}: {json[..Math.Min(json.Length, 120)]}");
        }

        costly.Should().BeEmpty();
    }

    private static Task CallAsync(McpClient client, string tool, string json) =>
        client.CallToolAsync(tool, new Dictionary<string, object?> { ["d"] = JsonElement.Parse(json) }).AsTask();

    // The best of several: what else the machine does only adds.
    private static async Task<TimeSpan> TimeAsync(Func<Task> call)
    {
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await call();
            if (Stopwatch.GetElapsedTime(started) is var time && time < best)
                best = time;
        }

        return best;
    }

    // Long names over many leaves, many names, wide arrays, deep nests, JSON in text, and mixtures of them; each is made to a size.
    private static Gen<Func<int, string>> Structure(int size, int depth)
    {
        Gen<Func<int, string>>[] leaves =
        [
            Gen.Constant<Func<int, string>>(most => $"\"{new string('x', Math.Max(1, most))}\""),
            Gen.Constant<Func<int, string>>(most => Members(most / 8, i => i % 3 == 0 ? "{}" : "1")),
            from item in Gen.Elements("1", "\"\"", "{}", "[]", "null")
            select (Func<int, string>)(most => $"[{string.Join(',', Enumerable.Repeat(item, Math.Max(1, most / 3)))}]"),
        ];
        if (depth > 12)
            return Gen.OneOf(leaves);
        var inner = Gen.Constant(0).SelectMany(_ => Structure(size, depth + 1));
        return Gen.OneOf(
        [
            .. leaves,
            from each in inner select (Func<int, string>)(most => $"{{\"{new string('k', Math.Max(1, most / 2))}\":{each(most / 2)}}}"),
            from each in inner select (Func<int, string>)(most => $"{{\"n\":{each(most - 10)}}}"),
            from each in inner select (Func<int, string>)(most => $"[{each(most - 10)}]"),
            from each in inner from other in inner select (Func<int, string>)(most => $"{{\"a\":{each(most / 2)},\"b\":{other(most / 2)}}}"),
            from each in inner select (Func<int, string>)(most => JsonSerializer.Serialize(each(most / 2))),
        ]);
    }

    private static string Members(int count, Func<int, string> value) =>
        $"{{{string.Join(',', Enumerable.Range(0, Math.Max(1, count)).Select(i => string.Create(CultureInfo.InvariantCulture, $"\"{i}\":{value(i)}")))}}}";

    [ApiController]
    public sealed class TakesController : ControllerBase
    {
        [HttpGet("query", Name = "query")]
        public string Query([FromQuery] Dictionary<string, Dictionary<string, string>> d) => $"took {d.Count}";

        [HttpPost("form", Name = "form")]
        public string Form([FromForm] Dictionary<string, Dictionary<string, string>> d) => $"took {d.Count}";

        [HttpPost("json", Name = "json")]
        public string Json(Dictionary<string, JsonElement> d) => $"took {d.Count}";

        [HttpPost("upload", Name = "upload")]
        public string Upload(IFormFile d, [FromForm] Dictionary<string, string>? more) => $"took {d.Length} {more?.Count}";

        [HttpGet("header", Name = "header")]
        public string Header([FromHeader(Name = "d")] string[] d) => $"took {d.Length}";

        [HttpGet("path/{d}", Name = "path")]
        public string Path(string d) => $"took {d.Length}";

        [HttpGet("guarded", Name = "guarded")]
        [Authorize(Roles = "admin")]
        public string Guarded([FromQuery] Dictionary<string, Dictionary<string, string>> d) => $"took {d.Count}";
    }
}
