using Mvc.Mcp.EndToEnd.Samples;

namespace Mvc.Mcp.EndToEnd.Shop;

/// <summary>A shop as it is after its first start, with what it printed.</summary>
public sealed class ShopFixture() : SampleFixture("Shop")
{
    /// <summary>The MCP endpoint.</summary>
    public string PrintedEndpoint { get; private set; } = "";

    /// <summary>The number of tools.</summary>
    public int ToolCount { get; private set; }

    /// <summary>The explorer.</summary>
    public string PrintedExplorer { get; private set; } = "";

    /// <summary>The line for Claude.</summary>
    public string ClaudeLine { get; private set; } = "";

    /// <summary>The administrator's <c>Authorization</c> header.</summary>
    public string Administrator { get; private set; } = "";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        PrintedEndpoint = await FindAsync(@"MCP endpoint\s+(\S+)");
        ToolCount = int.Parse(await FindAsync(@"Tools\s+(\d+)"));
        PrintedExplorer = await FindAsync(@"Explorer\s+(\S+)");
        ClaudeLine = await FindAsync(@"(claude mcp add .*)");
        Administrator = await FindAsync("Authorization: (Bearer [^\"]+)");
    }
}
