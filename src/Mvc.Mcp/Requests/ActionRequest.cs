using Microsoft.Extensions.Primitives;

namespace Mvc.Mcp.Requests;

/// <summary>The HTTP request that a tool call stands for, before it is known how it is sent.</summary>
internal sealed class ActionRequest
{
    /// <summary>The HTTP method in upper case.</summary>
    public required string Method { get; init; }

    /// <summary>The percent-encoded path with a leading slash, without the path base.</summary>
    public required string Path { get; init; }

    /// <summary>The path's values, decoded, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> RouteValues { get; init; } = [];

    /// <summary>The encoded query string with its leading question mark, or an empty string.</summary>
    public string QueryString { get; init; } = "";

    /// <summary>Headers that the arguments set; content headers are not among them.</summary>
    public IReadOnlyList<KeyValuePair<string, StringValues>> Headers { get; init; } = [];

    /// <summary>The body's media type; null where there is no body.</summary>
    public string? ContentType { get; init; }

    /// <summary>The body's bytes.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }
}
