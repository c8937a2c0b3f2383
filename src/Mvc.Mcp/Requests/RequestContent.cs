namespace Mvc.Mcp.Requests;

/// <summary>A composed request body.</summary>
/// <param name="ContentType">Its media type; null where there is no body.</param>
/// <param name="Bytes">Its bytes.</param>
internal readonly record struct RequestContent(string? ContentType, ReadOnlyMemory<byte> Bytes);
