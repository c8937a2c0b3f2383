namespace Mvc.Mcp.Requests;

/// <summary>How the body of the HTTP request is composed from a tool's arguments.</summary>
/// <param name="Kind">What the arguments become.</param>
/// <param name="ContentType">The media type sent; a multipart boundary is added to it.</param>
/// <param name="Required">Whether a body is sent even when no argument goes into it.</param>
internal sealed record BodyTemplate(BodyKind Kind, string ContentType, bool Required);
