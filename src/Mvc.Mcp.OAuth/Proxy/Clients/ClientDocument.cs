namespace Mvc.Mcp.OAuth.Proxy.Clients;

/// <summary>A fetched client metadata document, and how long its host lets it be remembered.</summary>
internal sealed record ClientDocument(ReadOnlyMemory<byte> Json, TimeSpan Lifetime);
