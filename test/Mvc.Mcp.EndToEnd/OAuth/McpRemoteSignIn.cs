using System.Text.Json;
using System.Text.RegularExpressions;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.EndToEnd.Clients;

namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>mcp-remote, with which clients that know only local servers reach a protected one.</summary>
internal sealed partial class McpRemoteSignIn : SignInClient
{
    private readonly DirectoryInfo _settings = Directory.CreateTempSubdirectory("mcp-remote-");
    private readonly List<string> _output = [];
    private McpClient? _client;
    private Task _visit = Task.CompletedTask;
    private Uri? _address;

    public override async Task ConnectAsync(Uri endpoint, ScriptedUser user)
    {
        try
        {
            _client = await McpClient.CreateAsync(new StdioClientTransport(new StdioClientTransportOptions
            {
                Command = Node.Executable,
                Arguments = [Node.Package("mcp-remote/dist/proxy.js"), endpoint.AbsoluteUri, "--transport", "http-only", "--allow-http"],
                EnvironmentVariables = new Dictionary<string, string?> { ["MCP_REMOTE_CONFIG_DIR"] = _settings.FullName },
                StandardErrorLines = line => Read(line, user),
            }));
            await _visit;
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException(Explain(), e);
        }
    }

    public override async Task<string> CallAsync(string tool)
    {
        try
        {
            return ((TextContentBlock)(await _client!.CallToolAsync(tool)).Content.Single()).Text;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(Explain(), e);
        }
    }

    // One after the other: it keeps its tokens in one file, over which it stumbles where it refreshes several times at once.
    public override async Task<IReadOnlyList<string>> CallAtOnceAsync(string tool, int calls)
    {
        var texts = new List<string>();
        for (var call = 0; call < calls; call++)
            texts.Add(await CallAsync(tool));
        return texts;
    }

    public override Task<KeptTokens> GetKeptAsync()
    {
        var tokens = Kept("tokens");
        return Task.FromResult(new KeptTokens(
            Kept("client_info").GetProperty("client_id").GetString()!, tokens.GetProperty("access_token").GetString()!, tokens.GetProperty("refresh_token").GetString()!));
    }

    public override async ValueTask DisposeAsync()
    {
        if (_client is not null)
            await _client.DisposeAsync();
        _settings.Delete(recursive: true);
    }

    private void Read(string line, ScriptedUser user)
    {
        lock (_output)
            _output.Add(line);
        if (AuthorizeAddress().Match(line) is { Success: true } match)
            _address = new Uri(match.Value);
        // It shows the address before it listens for the answer; it says that it does in one way at the start, in another later.
        if (_address is { } address &&
            (line.Contains("Waiting for authorization", StringComparison.Ordinal) || line.Contains("running the sign-in", StringComparison.Ordinal)))
        {
            _address = null;
            _visit = user.VisitAsync(address);
        }
    }

    private JsonElement Kept(string what)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(
            Directory.EnumerateFiles(_settings.FullName, $"*_{what}.json", SearchOption.AllDirectories).Single()));
        return document.RootElement.Clone();
    }

    private string Explain()
    {
        lock (_output)
            return $"mcp-remote wrote:\n{string.Join('\n', _output)}";
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/\S*oauth/authorize\?\S+")]
    private static partial Regex AuthorizeAddress();
}
