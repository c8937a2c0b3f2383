using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace Mvc.Mcp.Operations;

/// <summary>What the attributes of an action and its controller say to the catalog; stands in <c>ActionDescriptor.Properties</c>.</summary>
internal sealed record ActionMetadata
{
    private static readonly ActionMetadata None = new();

    /// <summary>Whether <see cref="McpIgnoreAttribute"/> stands on the action or its controller.</summary>
    public bool Ignored { get; init; }

    /// <summary>The tool's name; null for what is derived.</summary>
    public string? Name { get; init; }

    /// <summary>The tool's title; null for what is derived.</summary>
    public string? Title { get; init; }

    /// <summary>The tool's description; null for what is derived.</summary>
    public string? Description { get; init; }

    /// <summary>Whether the tool changes nothing; null for what the method promises.</summary>
    public bool? ReadOnly { get; init; }

    /// <summary>Whether the tool may destroy something; null for what the method promises.</summary>
    public bool? Destructive { get; init; }

    /// <summary>Whether a second call changes nothing more; null for what the method promises.</summary>
    public bool? Idempotent { get; init; }

    /// <summary>Whether the tool reaches beyond the application's own data; null for no.</summary>
    public bool? OpenWorld { get; init; }

    /// <summary>Whether the user is asked before each call; null for what the options say of destructive tools.</summary>
    public bool? Confirm { get; init; }

    /// <summary>The hints on <paramref name="action"/>; none where there is no action.</summary>
    public static ActionMetadata Of(ActionDescriptor? action)
    {
        if (action is null)
            return None;
        if (action.Properties.TryGetValue(typeof(ActionMetadata), out var hints))
            return (ActionMetadata)hints!;
        // A minimal API has passed no application model; what was said of it is metadata of its endpoint, a group's first.
        return action is ControllerActionDescriptor ? None : Read(
            action.EndpointMetadata.OfType<McpToolAttribute>().LastOrDefault(),
            shared: null,
            action.EndpointMetadata.OfType<McpIgnoreAttribute>().Any());
    }

    /// <summary>Joins what stands on an action with what stands on its controller.</summary>
    public static ActionMetadata Read(McpToolAttribute? own, McpToolAttribute? shared, bool ignored) => new()
    {
        Ignored = ignored,
        Name = own?.Name,
        Title = own?.Title,
        Description = own?.Description,
        ReadOnly = own?.ReadOnlyHint ?? shared?.ReadOnlyHint,
        Destructive = own?.DestructiveHint ?? shared?.DestructiveHint,
        Idempotent = own?.IdempotentHint ?? shared?.IdempotentHint,
        OpenWorld = own?.OpenWorldHint ?? shared?.OpenWorldHint,
        Confirm = own?.ConfirmHint ?? shared?.ConfirmHint,
    };
}
