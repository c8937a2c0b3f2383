using Mvc.Mcp.EndToEnd.Processes;
using Mvc.Mcp.EndToEnd.Shop;

namespace Mvc.Mcp.EndToEnd.Samples;

public sealed class ShopRemoteTests(ShopFixture shop) : RemoteShopContract(shop)
{
    private protected override ServerProcess Start(ShopFixture shop) =>
        Sample.Start("Shop.Remote", $"--Shop:Address={new Uri(shop.Endpoint, "/")}");
}
