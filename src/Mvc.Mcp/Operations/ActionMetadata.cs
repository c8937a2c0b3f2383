using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace Mvc.Mcp.Operations;

/// <summary>What the attributes of an action and its controller say to the catalog; stands in <c>ActionDescriptor.Properties</c>.</summary>
internal sealed record ActionMetadata
{
    private static readonly ActionMetadata _none = new();

    /// <summary>Whether <see cref="McpIgnoreAttribute"/> stands on the action or its controller.</summary>
    public bool Ignored { get; init; }

    /// <summary>Whether <see cref="McpToolAttribute"/> stands on the action itself.</summary>
    public bool StandsOnAction { get; init; }

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

    /// <summary>Whether the tool stays in the list of an endpoint with a search; null for no.</summary>
    public bool? Pinned { get; init; }

    /// <summary>Whether the tool takes the members of the answer that are wanted; null for what the options say.</summary>
    public bool? Fields { get; init; }

    /// <summary>Values that each call sends and none can set, as <c>name=value</c>.</summary>
    public IReadOnlyList<string> Constants { get; init; } = [];

    /// <summary>The only arguments that the tool shows; none for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Arguments that the tool does not show.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];

    /// <summary>What is said of further tools of the same action.</summary>
    public IReadOnlyList<ActionMetadata> Others { get; init; } = [];

    /// <summary>The hints on <paramref name="action"/>; none where there is no action.</summary>
    public static ActionMetadata Of(ActionDescriptor? action)
    {
        if (action is null)
            return _none;
        if (action.Properties.TryGetValue(typeof(ActionMetadata), out var hints))
            return (ActionMetadata)hints!;
        // A minimal API has passed no application model; what was said of it is metadata of its endpoint, a group's first.
        return action is ControllerActionDescriptor ? _none : Read(
            action.EndpointMetadata.OfType<McpToolAttribute>().TakeLast(1),
            shared: null,
            action.EndpointMetadata.OfType<McpIgnoreAttribute>().Any());
    }

    /// <summary>Joins what stands on an action, once for each of its tools, with what stands on its controller.</summary>
    public static ActionMetadata Read(IEnumerable<McpToolAttribute> own, McpToolAttribute? shared, bool ignored)
    {
        ActionMetadata[] tools = [.. own.Select(tool => Read(tool, shared) with { Ignored = ignored })];
        return tools.Length == 0 ? Read(own: null, shared) with { Ignored = ignored } : tools[0] with { Others = tools[1..] };
    }

    /// <summary>The same for one tool.</summary>
    public static ActionMetadata Read(McpToolAttribute? own, McpToolAttribute? shared) => new()
    {
        StandsOnAction = own is not null,
        Name = own?.Name,
        Title = own?.Title,
        Description = own?.Description,
        ReadOnly = own?.ReadOnlyHint ?? shared?.ReadOnlyHint,
        Destructive = own?.DestructiveHint ?? shared?.DestructiveHint,
        Idempotent = own?.IdempotentHint ?? shared?.IdempotentHint,
        OpenWorld = own?.OpenWorldHint ?? shared?.OpenWorldHint,
        Confirm = own?.ConfirmHint ?? shared?.ConfirmHint,
        Pinned = own?.PinnedHint ?? shared?.PinnedHint,
        Fields = own?.FieldsHint ?? shared?.FieldsHint,
        Constants = own?.Constants ?? [],
        Only = own?.Only ?? [],
        Except = own?.Except ?? [],
    };

    /// <summary>What is said of another tool of the same action: what it does not say of itself is as here.</summary>
    public ActionMetadata With(McpToolAttribute tool)
    {
        var own = Read(tool, shared: null);
        return own with
        {
            ReadOnly = own.ReadOnly ?? ReadOnly,
            Destructive = own.Destructive ?? Destructive,
            Idempotent = own.Idempotent ?? Idempotent,
            OpenWorld = own.OpenWorld ?? OpenWorld,
            Confirm = own.Confirm ?? Confirm,
            Pinned = own.Pinned ?? Pinned,
            Fields = own.Fields ?? Fields,
        };
    }
}
