using Mvc.Mcp.EndToEnd.Clients;

namespace Mvc.Mcp.EndToEnd.Shop;

public sealed class ShopByTypeScriptSdk2(ShopFixture shop) : ShopContract(shop, new ScriptClient("typescript-sdk-2.mjs"));
