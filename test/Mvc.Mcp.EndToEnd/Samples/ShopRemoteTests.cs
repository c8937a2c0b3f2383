namespace Mvc.Mcp.EndToEnd.Samples;

public sealed class ShopRemoteTests(ShopRemoteTests.Fixture fixture) : RemoteShopContract(fixture), IClassFixture<ShopRemoteTests.Fixture>
{
    public sealed class Fixture() : RemoteShopFixture("Shop.Remote")
    {
        protected override IEnumerable<string> Arguments => [$"--Shop:Address={Shop.Address}"];
    }
}
