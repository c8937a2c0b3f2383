namespace Mvc.Mcp;

/// <summary>Says how an action appears as a tool, where what is derived from it does not fit.</summary>
/// <remarks>
/// On a controller the hints (<see cref="ReadOnly"/>, <see cref="Destructive"/>, <see cref="Idempotent"/>,
/// <see cref="OpenWorld"/>) and <see cref="Confirm"/> count for all its actions that do not set them. <see cref="Name"/>, <see cref="Title"/> and
/// <see cref="Description"/> are those of one action: on a controller they are an error when the application starts.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class McpToolAttribute : Attribute
{
    private bool? _readOnly;
    private bool? _destructive;
    private bool? _idempotent;
    private bool? _openWorld;
    private bool? _confirm;

    /// <summary>
    /// The tool's name. Default: the operationId, else <c>{controller}_{action}</c>. Characters other than letters, digits,
    /// <c>_</c> and <c>-</c> are replaced, and more than 64 cut off: clients refuse them.
    /// </summary>
    public string? Name { get; set; }

    /// <summary>What people see in a list of tools. Default: the operation's summary.</summary>
    public string? Title { get; set; }

    /// <summary>What a model reads before it calls the tool. Default: the operation's summary and remarks.</summary>
    public string? Description { get; set; }

    /// <summary>Whether the tool changes nothing. Default: true for GET and HEAD.</summary>
    public bool ReadOnly { get => _readOnly ?? false; set => _readOnly = value; }

    /// <summary>Whether the tool may destroy something. Default: true for DELETE.</summary>
    public bool Destructive { get => _destructive ?? false; set => _destructive = value; }

    /// <summary>Whether a second call with the same arguments changes nothing more. Default: true for PUT and DELETE, and what reads only.</summary>
    public bool Idempotent { get => _idempotent ?? false; set => _idempotent = value; }

    /// <summary>Whether the tool reaches beyond the application's own data, as a web search does. Default: false.</summary>
    public bool OpenWorld { get => _openWorld ?? false; set => _openWorld = value; }

    /// <summary>
    /// Whether the user is asked, by elicitation, before each call. Default: false, unless
    /// <see cref="McpOptions.ConfirmDestructive"/> says so of destructive tools. A client that cannot ask its user cannot
    /// call the tool. Reading a resource asks nobody, so an operation that is to be confirmed cannot be one.
    /// </summary>
    public bool Confirm { get => _confirm ?? false; set => _confirm = value; }

    internal bool? ConfirmHint => _confirm;

    internal bool? ReadOnlyHint => _readOnly;

    internal bool? DestructiveHint => _destructive;

    internal bool? IdempotentHint => _idempotent;

    internal bool? OpenWorldHint => _openWorld;
}
