namespace Mvc.Mcp.Tool;

/// <summary>An operation that clients are not offered.</summary>
internal sealed record OmittedItem(string Method, string Path, string Reason);
