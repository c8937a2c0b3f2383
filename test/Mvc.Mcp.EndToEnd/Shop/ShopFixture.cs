using Mvc.Mcp.EndToEnd.Processes;
using Mvc.Mcp.EndToEnd.Samples;

namespace Mvc.Mcp.EndToEnd.Shop;

/// <summary>A shop with a database of its own, as it is after its first start.</summary>
public sealed class ShopFixture : IAsyncLifetime
{
    private readonly SampleDatabase _database = new();
    private ServerProcess? _process;

    /// <summary>The MCP endpoint that the shop printed.</summary>
    public Uri Endpoint { get; private set; } = null!;

    /// <summary>The number of tools that the shop printed.</summary>
    public int ToolCount { get; private set; }

    /// <summary>The line for Claude that the shop printed.</summary>
    public string ClaudeLine { get; private set; } = "";

    /// <summary>The administrator's <c>Authorization</c> header that the shop printed.</summary>
    public string Administrator { get; private set; } = "";

    public async Task InitializeAsync()
    {
        _process = Sample.Start("Shop", _database.Argument);
        Endpoint = new Uri(await _process.ReadAsync(@"MCP endpoint\s+(\S+)"));
        ToolCount = int.Parse(await _process.ReadAsync(@"Tools\s+(\d+)"));
        ClaudeLine = await _process.ReadAsync(@"(claude mcp add .*)");
        Administrator = await _process.ReadAsync("Authorization: (Bearer [^\"]+)");
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        _database.Dispose();
    }
}
