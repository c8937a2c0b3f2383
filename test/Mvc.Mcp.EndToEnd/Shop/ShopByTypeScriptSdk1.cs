using Mvc.Mcp.EndToEnd.Clients;

namespace Mvc.Mcp.EndToEnd.Shop;

public sealed class ShopByTypeScriptSdk1(ShopFixture shop) : ShopContract(shop, new ScriptClient("typescript-sdk-1.mjs"));
