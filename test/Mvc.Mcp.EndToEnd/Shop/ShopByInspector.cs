using Mvc.Mcp.EndToEnd.Clients;

namespace Mvc.Mcp.EndToEnd.Shop;

public sealed class ShopByInspector(ShopFixture shop) : ShopContract(shop, new InspectorClient());
