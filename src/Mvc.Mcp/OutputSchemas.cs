namespace Mvc.Mcp;

/// <summary>How much of the schemas of answers tools announce.</summary>
/// <remarks>
/// Most hosts do not show a model the output schema, and clients that do use it check answers by it. In large APIs the
/// output schemas are by far the largest part of the list.
/// </remarks>
public enum OutputSchemas
{
    /// <summary>The whole schema, descriptions included.</summary>
    Full,

    /// <summary>Types, members and values, without the words about them.</summary>
    WithoutDescriptions,

    /// <summary>No schema. Answers still come as <c>structuredContent</c>, as far as the client's protocol version allows it.</summary>
    None,
}
