namespace Mvc.Mcp.Schemas;

/// <summary>Says that something cannot be kept from clients, because no call would succeed without it.</summary>
internal static class IgnoredButRequired
{
    /// <summary>The error for the input of that name.</summary>
    public static InvalidOperationException Of(string name) => new(
        $"[McpIgnore] stands on '{name}', but the API refuses a request without it. Make it nullable, give it a default, or remove [McpIgnore].");
}
