namespace Mvc.Mcp.EndToEnd.Packages;

/// <summary>Has the packages made once for all tests that use them.</summary>
[CollectionDefinition(Name)]
public sealed class PackageCollection : ICollectionFixture<PackageFixture>
{
    public const string Name = "Packages";
}
