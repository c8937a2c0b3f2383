namespace Mvc.Mcp.EndToEnd.Samples;

public sealed class ShopOpenApiTests(ShopOpenApiTests.Fixture fixture) : RemoteShopContract(fixture), IClassFixture<ShopOpenApiTests.Fixture>
{
    public sealed class Fixture() : RemoteShopFixture("Shop.OpenApi")
    {
        protected override IEnumerable<string> Arguments => [$"--Shop:Document={new Uri(Shop.Address, "/swagger/v1/swagger.json")}"];
    }
}
