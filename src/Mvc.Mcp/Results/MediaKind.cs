namespace Mvc.Mcp.Results;

/// <summary>What a media type is to a model.</summary>
internal enum MediaKind
{
    /// <summary>JSON, also under a name that ends in <c>+json</c>.</summary>
    Json,

    /// <summary>Other text.</summary>
    Text,

    /// <summary>Server-sent events.</summary>
    Events,

    /// <summary>A picture.</summary>
    Image,

    /// <summary>Sound.</summary>
    Audio,

    /// <summary>Other bytes.</summary>
    Binary,
}
