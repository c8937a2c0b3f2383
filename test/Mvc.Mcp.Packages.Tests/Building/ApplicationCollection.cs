namespace Mvc.Mcp.Packages.Tests.Building;

/// <summary>Has packages and applications made once for all tests that use them.</summary>
[CollectionDefinition(Name)]
public sealed class ApplicationCollection : ICollectionFixture<PackagedApplications>
{
    public const string Name = "Applications";
}
