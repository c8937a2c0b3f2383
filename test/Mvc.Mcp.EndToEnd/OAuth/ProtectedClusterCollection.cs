using Mvc.Mcp.EndToEnd.Browser;

namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>The tests that share the cluster and the browser run one after the other: each is busy enough by itself.</summary>
[CollectionDefinition(Name)]
public sealed class ProtectedClusterCollection : ICollectionFixture<ProtectedCluster>, ICollectionFixture<Chromium>
{
    public const string Name = "Protected cluster";
}
