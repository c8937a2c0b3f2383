using Mvc.Mcp.EndToEnd.Processes;
using Mvc.Mcp.EndToEnd.Shop;

namespace Mvc.Mcp.EndToEnd.Samples;

public sealed class ShopOpenApiTests(ShopFixture shop) : RemoteShopContract(shop)
{
    private protected override ServerProcess Start(ShopFixture shop) =>
        Sample.Start("Shop.OpenApi", $"--Shop:Document={new Uri(shop.Endpoint, "/swagger/v1/swagger.json")}");
}
