using System.Net.Http.Json;
using Mvc.Mcp.EndToEnd.Clients;
using Mvc.Mcp.EndToEnd.Processes;

namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>The OAuth flow of a TypeScript SDK, of the first or the second generation.</summary>
internal sealed class TypeScriptSdkSignIn(string generation) : SignInClient
{
    private readonly HttpClient _http = new();
    private ServerProcess? _process;
    private ScriptedUser? _user;
    private string? _origin;

    // The first generation refreshes where it is told to ask for more, and gives up when that did not help.
    public override bool StepsUp => generation != "1";

    public override async Task ConnectAsync(Uri endpoint, ScriptedUser user)
    {
        _user = user;
        _process = Node.Start(Repository.PathTo("test", "Mvc.Mcp.EndToEnd", "OAuth", "typescript-sdk.mjs"), [generation, endpoint.AbsoluteUri]);
        _origin = await _process.ReadAsync("listen: (.+)");
        await VisitAsync("connected");
    }

    public override async Task<string> CallAsync(string tool) => (await CallAtOnceAsync(tool, 1))[0];

    public override async Task<IReadOnlyList<string>> CallAtOnceAsync(string tool, int calls)
    {
        var answer = _http.GetFromJsonAsync<string[]>($"{_origin}/call?tool={tool}&calls={calls}");
        await VisitAsync("called");
        return (await answer)!;
    }

    public override async Task<KeptTokens> GetKeptAsync() => (await _http.GetFromJsonAsync<KeptTokens>($"{_origin}/kept"))!;

    // It asks for its user as often as it likes, until it has done what it was told.
    private async Task VisitAsync(string until)
    {
        while (await _process!.ReadAsync($"^(visit: .+|{until})$") is var line && line != until)
            await _user!.VisitAsync(new Uri(line["visit: ".Length..]));
    }

    public override async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_process is not null)
            await _process.DisposeAsync();
    }
}
