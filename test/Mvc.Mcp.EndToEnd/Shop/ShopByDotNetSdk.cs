using Mvc.Mcp.EndToEnd.Clients;

namespace Mvc.Mcp.EndToEnd.Shop;

public sealed class ShopByDotNetSdk(ShopFixture shop) : ShopContract(shop, new DotNetClient());
