namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>The tests that share this cluster run one after the other: they move its time.</summary>
[CollectionDefinition(Name)]
public sealed class OwnTokenClusterCollection : ICollectionFixture<OwnTokenCluster>
{
    public const string Name = "Own token cluster";
}
