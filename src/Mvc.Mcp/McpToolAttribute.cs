namespace Mvc.Mcp;

/// <summary>
/// Says how an action appears as a tool, where what is derived from it does not fit. Several on one action make several tools of
/// it, each with its own name.
/// </summary>
/// <remarks>
/// On a controller the hints (<see cref="ReadOnly"/>, <see cref="Destructive"/>, <see cref="Idempotent"/>,
/// <see cref="OpenWorld"/>), <see cref="Confirm"/>, <see cref="Pinned"/> and <see cref="Fields"/> count for all its actions that do
/// not set them. The others are those of one tool: on a controller they are an error when the application starts.
/// </remarks>
/// <example>
/// <code>
/// [HttpGet(Name = "list_orders")]
/// [McpTool]
/// [McpTool(Name = "list_open_orders", Description = "Lists the orders that wait to be shipped.", Constants = ["status=Open"])]
/// public IEnumerable&lt;Order&gt; List(OrderStatus? status, int page = 1) => …
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class McpToolAttribute : Attribute
{
    private bool? _readOnly;
    private bool? _destructive;
    private bool? _idempotent;
    private bool? _openWorld;
    private bool? _confirm;
    private bool? _pinned;
    private bool? _fields;

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

    /// <summary>
    /// Values that every call of the tool sends, as <c>name=value</c>. They are no arguments of the tool: a model does not see
    /// them, and a call cannot set them. Names are those of the arguments that the tool would have, values are written as in a
    /// query (<c>page=1</c>, <c>status=Open</c>) or as JSON. Default: none.
    /// </summary>
    public string[] Constants { get; set; } = [];

    /// <summary>The only arguments that the tool shows. Default: all. What it does not show must be optional, or a constant.</summary>
    public string[] Only { get; set; } = [];

    /// <summary>Arguments that the tool does not show. Not together with <see cref="Only"/>. Default: none.</summary>
    public string[] Except { get; set; } = [];

    /// <summary>
    /// Whether the tool is before a model's eyes from the start: it stays in the list where the endpoint offers a search
    /// (<see cref="ToolDiscovery.Search"/>), and hosts that load tools on demand are told to load it
    /// (<c>anthropic/alwaysLoad</c> in <c>_meta</c>). Default: false.
    /// </summary>
    public bool Pinned { get => _pinned ?? false; set => _pinned = value; }

    /// <summary>
    /// Whether the tool takes <c>fields</c>, the members of the answer that a call wants. Default:
    /// <see cref="McpOptions.FieldSelection"/>.
    /// </summary>
    public bool Fields { get => _fields ?? false; set => _fields = value; }

    internal bool? PinnedHint => _pinned;

    internal bool? FieldsHint => _fields;

    internal bool? ConfirmHint => _confirm;

    internal bool? ReadOnlyHint => _readOnly;

    internal bool? DestructiveHint => _destructive;

    internal bool? IdempotentHint => _idempotent;

    internal bool? OpenWorldHint => _openWorld;
}
