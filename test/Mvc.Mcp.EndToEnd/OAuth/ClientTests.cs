namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>The C# SDK where the provider's tokens are passed on.</summary>
[Collection(ProtectedClusterCollection.Name)]
public sealed class DotNetSdkTests(ProtectedCluster cluster) : DotNetSdkContract(cluster);

/// <summary>The TypeScript SDKs where the provider's tokens are passed on.</summary>
[Collection(ProtectedClusterCollection.Name)]
public sealed class TypeScriptSdkTests(ProtectedCluster cluster) : TypeScriptSdkContract(cluster);

/// <summary>mcp-remote where the provider's tokens are passed on.</summary>
[Collection(ProtectedClusterCollection.Name)]
public sealed class McpRemoteTests(ProtectedCluster cluster) : McpRemoteContract(cluster);

/// <summary>The C# SDK where the application issues its own tokens.</summary>
[Collection(OwnTokenClusterCollection.Name)]
public sealed class DotNetSdkOwnTokenTests(OwnTokenCluster cluster) : DotNetSdkContract(cluster);

/// <summary>The TypeScript SDKs where the application issues its own tokens.</summary>
[Collection(OwnTokenClusterCollection.Name)]
public sealed class TypeScriptSdkOwnTokenTests(OwnTokenCluster cluster) : TypeScriptSdkContract(cluster);

/// <summary>mcp-remote where the application issues its own tokens.</summary>
[Collection(OwnTokenClusterCollection.Name)]
public sealed class McpRemoteOwnTokenTests(OwnTokenCluster cluster) : McpRemoteContract(cluster);
