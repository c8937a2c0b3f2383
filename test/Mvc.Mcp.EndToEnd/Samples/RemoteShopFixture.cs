using Mvc.Mcp.EndToEnd.Shop;

namespace Mvc.Mcp.EndToEnd.Samples;

/// <summary>A shop, and beside it a sample that offers its tools.</summary>
public abstract class RemoteShopFixture(string name) : SampleFixture(name)
{
    /// <summary>The shop itself.</summary>
    public ShopFixture Shop { get; } = new();

    public override async Task InitializeAsync()
    {
        await Shop.InitializeAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Shop.DisposeAsync();
    }
}
