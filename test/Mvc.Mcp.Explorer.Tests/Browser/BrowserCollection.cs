using Mvc.Mcp.EndToEnd.Browser;

namespace Mvc.Mcp.Explorer.Tests.Browser;

/// <summary>The tests that share the browser run one after the other: each is busy enough by itself.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<Chromium>, ICollectionFixture<ShopServer>, ICollectionFixture<GalleryServer>
{
    public const string Name = "Browser";
}
