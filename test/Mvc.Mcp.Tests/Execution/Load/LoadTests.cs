using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.AspNetCore;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Execution.Load;

/// <summary>
/// Fifty users call at once, and nobody sees anything of another: user, header, item, scoped service, culture, result.
/// <c>MVC_MCP_LOAD_CALLS</c> sets how many calls are made for each way to connect; 100,000 is the full measure.
/// </summary>
[Collection(nameof(AloneCollection))]
public class LoadTests
{
    private const int Users = 50;

    private static readonly int _calls = int.Parse(
        Environment.GetEnvironmentVariable("MVC_MCP_LOAD_CALLS") ?? "10000", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(HttpServerSessionMode.Stateless, "2026-07-28")]
    [InlineData(HttpServerSessionMode.Stateless, "2025-11-25")]
    [InlineData(HttpServerSessionMode.Stateful, "2025-11-25")]
    public async Task Parallel_calls_of_many_users_are_never_mixed_up_and_leave_nothing_behind(HttpServerSessionMode mode, string version)
    {
        var unobserved = new ConcurrentQueue<Exception>();
        void Note(object? sender, UnobservedTaskExceptionEventArgs args) => unobserved.Enqueue(args.Exception);
        TaskScheduler.UnobservedTaskException += Note;
        try
        {
            await using var app = await StartAsync(mode);
            var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
            var callers = await Task.WhenAll(Enumerable.Range(0, Users).Select(user => Caller.ConnectAsync(address, user, version, mode)));

            // The first calls fill pools and caches, and let the runtime compile what is hot.
            await RunAsync(callers, Math.Max(2000, _calls / 5));
            var before = Heap();
            await RunAsync(callers, _calls);
            var after = Heap();

            callers.SelectMany(caller => caller.Mistakes).Should().BeEmpty();
            callers.Sum(caller => caller.Right).Should().Be(Math.Max(2000, _calls / 5) / Users * Users + _calls / Users * Users);
            after.Should().BeLessThan((long)(before * 1.01), $"the heap was {before} bytes before");
            foreach (var caller in callers)
                caller.Dispose();
        }
        finally
        {
            _ = Heap();
            TaskScheduler.UnobservedTaskException -= Note;
        }

        unobserved.Should().BeEmpty();
    }

    private static Task RunAsync(Caller[] callers, int calls) =>
        Task.WhenAll(callers.Select(caller => Task.Run(() => caller.CallAsync(calls / Users))));

    private static long Heap()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static async Task<WebApplication> StartAsync(HttpServerSessionMode mode)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddControllers().UseOnlyControllers(typeof(WhoController)).AddMcp(options =>
        {
            options.PropagatedHeaders.Add("X-Note");
            options.ServiceScope = McpServiceScope.Request;
        });
        builder.Services.AddScoped<Note>();
        builder.Services.Configure<HttpServerTransportOptions>(options => options.SessionMode = mode);
        var app = builder.Build();
        app.UseRequestLocalization("en-US", "de-DE", "fr-FR");
        app.Use((context, next) =>
        {
            var user = context.Request.Headers["X-User"].ToString();
            context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user), new Claim(ClaimTypes.Name, user)], "Test"));
            context.Items["note"] = context.Request.Headers["X-Note"].ToString();
            context.RequestServices.GetRequiredService<Note>().Text = context.Request.Headers["X-Note"].ToString();
            return next(context);
        });
        app.MapControllers();
        app.MapMcp("/mcp");
        await app.StartAsync();
        return app;
    }

    /// <summary>A scoped service that middleware fills.</summary>
    public sealed class Note
    {
        public string? Text { get; set; }
    }

    [ApiController]
    [Route("who")]
    public sealed class WhoController(Note note, IHttpContextAccessor accessor) : ControllerBase
    {
        [HttpGet("{number}", Name = "who")]
        public async Task<string> Who(int number)
        {
            var first = Describe(number);
            await Task.Yield();
            return first == Describe(number) ? first : "changed in between";
        }

        private string Describe(int number) =>
            $"{number}|{User.Identity!.Name}|{Request.Headers["X-Note"]}|{HttpContext.Items["note"]}|{note.Text}|{CultureInfo.CurrentCulture.Name}|" +
            $"{ReferenceEquals(accessor.HttpContext, HttpContext)}";
    }

    /// <summary>One user who calls and checks each answer.</summary>
    private sealed class Caller : IDisposable
    {
        private static readonly string[] _cultures = ["en-US", "de-DE", "fr-FR"];
        private readonly HttpClient _http;
        private readonly string _user;
        private readonly string _culture;
        private readonly string _version;
        private int _number;

        private Caller(Uri address, int user, string version)
        {
            _http = new HttpClient { BaseAddress = address };
            _user = "user" + user.ToString(CultureInfo.InvariantCulture);
            _culture = _cultures[user % _cultures.Length];
            _version = version;
            _http.DefaultRequestHeaders.Add("X-User", _user);
            _http.DefaultRequestHeaders.Add("MCP-Protocol-Version", version);
            _http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(_culture);
            _http.DefaultRequestHeaders.Accept.ParseAdd("application/json, text/event-stream");
        }

        public ConcurrentQueue<string> Mistakes { get; } = new();

        public int Right { get; private set; }

        public static async Task<Caller> ConnectAsync(Uri address, int user, string version, HttpServerSessionMode mode)
        {
            var caller = new Caller(address, user, version);
            if (mode == HttpServerSessionMode.Stateful)
                await caller.InitializeAsync();
            return caller;
        }

        public async Task CallAsync(int times)
        {
            for (var i = 0; i < times; i++)
            {
                var number = Interlocked.Increment(ref _number);
                var note = $"{_user}-{number}";
                var answer = await PostAsync(Call(number), note);
                if (answer.Contains($"{number}|{_user}|{note}|{note}|{note}|{_culture}|True", StringComparison.Ordinal))
                    Right++;
                else
                    Mistakes.Enqueue(answer);
            }
        }

        public void Dispose() => _http.Dispose();

        private async Task InitializeAsync()
        {
            using var request = Message(
                $$$"""{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"{{{_version}}}","capabilities":{},"clientInfo":{"name":"load","version":"1"} } }""", "");
            using var response = await _http.SendAsync(request);
            response.EnsureSuccessStatusCode();
            _http.DefaultRequestHeaders.Add("Mcp-Session-Id", response.Headers.GetValues("Mcp-Session-Id").Single());
            await PostAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""", "");
        }

        private string Call(int number)
        {
            var meta = _version == "2026-07-28"
                ? $$""","_meta":{"io.modelcontextprotocol/protocolVersion":"{{_version}}","io.modelcontextprotocol/clientInfo":{"name":"{{_user}}","version":"1"},"io.modelcontextprotocol/clientCapabilities":{} }"""
                : "";
            return $$$"""{"jsonrpc":"2.0","id":{{{number}}},"method":"tools/call","params":{"name":"who","arguments":{"number":{{{number}}}}{{{meta}}}} }""";
        }

        private async Task<string> PostAsync(string body, string note)
        {
            using var request = Message(body, note);
            using var response = await _http.SendAsync(request);
            return await response.Content.ReadAsStringAsync();
        }

        private HttpRequestMessage Message(string body, string note)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/mcp") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Add("X-Note", note);
            if (_version == "2026-07-28")
            {
                request.Headers.Add("Mcp-Method", "tools/call");
                request.Headers.Add("Mcp-Name", "who");
            }

            return request;
        }
    }
}
