using System.Text.Json;

namespace Mvc.Mcp.Tools;

/// <summary>What is known of an operation's answer, and what a tool says of it.</summary>
/// <param name="Full">The whole schema; null where the document describes none.</param>
/// <param name="Announced">What the tool says.</param>
/// <param name="Wrapped">What it says in protocol versions that allow objects only, where the answer is none.</param>
internal readonly record struct AnnouncedOutput(JsonElement? Full, JsonElement? Announced, JsonElement? Wrapped)
{
    /// <summary>The same without characters that nobody sees.</summary>
    public AnnouncedOutput Plain() => new(Plain(Full), Plain(Announced), Plain(Wrapped));

    private static JsonElement? Plain(JsonElement? schema) => schema is { } written ? PlainSchema.Strip(written) : null;
}
