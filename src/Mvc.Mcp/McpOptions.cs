using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;

namespace Mvc.Mcp;

/// <summary>
/// What an application may set of how its actions become MCP tools. Plain values are bindable from configuration; all are
/// checked when the application starts.
/// </summary>
public sealed class McpOptions
{
    /// <summary>
    /// The Swagger document whose operations become tools. Default: the application's first document, or one made for the
    /// purpose where the application has none.
    /// </summary>
    public string? DocumentName { get; set; }

    /// <summary>The name the server tells clients. Default: the title in the Swagger document's info.</summary>
    public string? ServerName { get; set; }

    /// <summary>The version the server tells clients. Default: the version in the Swagger document's info.</summary>
    public string? ServerVersion { get; set; }

    /// <summary>
    /// What a model should know of the server before it uses a tool; clients usually put it into the system prompt.
    /// Default: the description in the Swagger document's info, if any.
    /// </summary>
    public string? Instructions { get; set; }

    /// <summary>
    /// What is added to <see cref="Instructions"/> for a caller who has not signed in, where the endpoint keeps tools from such
    /// callers: "Sign in to see orders." Default: null, which says nothing.
    /// </summary>
    public string? AnonymousHint { get; set; }

    /// <summary>
    /// How many tools one page of <c>tools/list</c> holds at most. Default: 1,000. Clients ask for the next page by
    /// themselves; some old ones do not, which is why the default is more than most applications have.
    /// </summary>
    public int ListPageSize { get; set; } = 1000;

    /// <summary>
    /// Whether an endpoint that is reached on loopback serves requests for any <c>Host</c> and from any <c>Origin</c>.
    /// Default: false. A web page whose name was rebound to this machine (DNS rebinding) could otherwise call it. Public
    /// names that a proxy on this machine passes on need not be allowed here: they may stand in <c>AllowedHosts</c> or in
    /// <c>RequireHost()</c>, and origins in a CORS policy.
    /// </summary>
    public bool AllowAnyHost { get; set; }

    /// <summary>
    /// The request headers that a tool call takes over from the MCP request that made it; all others stay behind.
    /// Default: <c>Authorization</c>. Headers that frame a message or route it (<c>Host</c>, <c>Content-*</c>,
    /// <c>Transfer-Encoding</c>, …) are never taken over. A header that is taken over is no argument, unless
    /// <see cref="McpParameterAttribute"/> stands on the action's parameter.
    /// </summary>
    public IList<string> PropagatedHeaders { get; } = ["Authorization"];

    /// <summary>
    /// The beginnings of names of headers that no argument of a tool may set, beside those of credentials, origin, routing and
    /// framing that none may set anyway (<c>Authorization</c>, <c>Cookie</c>, <c>Host</c>, <c>X-Forwarded-</c>,
    /// <c>X-Remote-</c>, …) and of those that by their name carry a secret of the caller's (<c>X-Api-Key</c>, <c>X-Auth-Token</c>, …),
    /// which <see cref="McpParameterAttribute"/> on the parameter makes an argument all the same. Default: empty. Add what a proxy of yours says of the caller, such as <c>X-Corp-User</c>.
    /// </summary>
    public IList<string> ReservedHeaders { get; } = [];

    /// <summary>
    /// Changes the request of a tool call after it was composed and before anything runs, for example to add a header.
    /// Gets the call's own <see cref="HttpContext"/>, not that of the MCP request.
    /// </summary>
    public Action<HttpContext, Tool>? ConfigureRequest { get; set; }

    /// <summary>
    /// Adds middleware that runs for each tool call before authorization, in the order of addition. The endpoint is
    /// already chosen. Default: none; <c>docs/pipeline.md</c> lists what runs anyway.
    /// </summary>
    public Action<IApplicationBuilder>? ConfigurePipeline { get; set; }

    /// <summary>
    /// Whether a tool call goes through the application's whole pipeline, as a request from the network does: exception
    /// middleware, branches by path (<c>Map</c>, <c>UseWhen</c>), <c>UsePathBase</c>, rate limits, output caching and routing
    /// run for it, authentication runs by the headers that <see cref="PropagatedHeaders"/> name, and it has services of its
    /// own. Default: false, which runs the action in the context of the MCP request, whose middleware has run already.
    /// </summary>
    /// <remarks>
    /// Set it where middleware of your own decides by path who may call, or turns exceptions into answers. The call must come
    /// to the action that the tool stands for, or it is refused with 404 and logged. Not together with
    /// <see cref="ForwardTo"/> or <see cref="ConfigurePipeline"/>.
    /// </remarks>
    public bool RunThroughPipeline { get; set; }

    /// <summary>
    /// Which scope of services a tool call gets that runs in process. Default: <see cref="McpServiceScope.Call"/>, its own.
    /// Where the application's middleware fills scoped services for the action (a tenant that it read from a header),
    /// <see cref="McpServiceScope.Request"/> shares them. Over stdio a call always has its own.
    /// </summary>
    public McpServiceScope ServiceScope { get; set; }

    /// <summary>
    /// Whether the actions of controllers run as tools in an application that maps no controllers at all. Default: false:
    /// without <c>MapControllers()</c> its conventions (<c>RequireAuthorization()</c>, <c>RequireHost()</c>, …) are not there,
    /// and what is not to be reached over HTTP is not to be called. True is for an application that serves MCP alone;
    /// attributes, filters and the fallback policy count there all the same. Where MVC has routing of its own
    /// (<c>EnableEndpointRouting = false</c>, <c>UseMvc()</c>) there are no such conventions, and actions run without it.
    /// </summary>
    public bool RunUnmappedControllers { get; set; }

    /// <summary>
    /// Which tools a caller sees in <c>tools/list</c>. Default: those that authorization would let the caller call. What a
    /// caller may not call is refused whatever the list says.
    /// </summary>
    public ToolVisibility ToolVisibility { get; set; }

    /// <summary>
    /// The types of authorization requirements that need the values of a call, such as the owner of what a route names. Where
    /// one of them fails for want of a call, its tools are listed all the same, and calls are refused as ever. Default:
    /// empty: what a requirement of the application's own refuses is not listed.
    /// </summary>
    /// <example>
    /// <code>
    /// builder.Services.AddControllers().AddMcp(o => o.CallDependentRequirements.Add(typeof(OwnerRequirement)));
    /// </code>
    /// </example>
    public IList<Type> CallDependentRequirements { get; } = [];

    /// <summary>
    /// Whether the user is asked, by elicitation, before any tool runs that is marked as destructive. Default: false, which
    /// leaves the question to <c>[McpTool(Confirm = true)]</c> and to the client. A client that cannot ask its user cannot
    /// call such a tool.
    /// </summary>
    public bool ConfirmDestructive { get; set; }

    /// <summary>
    /// How long a tool call may take before its action's <see cref="HttpContext.RequestAborted"/> is cancelled and the
    /// caller gets an error. Default: no limit beyond the action's own <c>[RequestTimeout]</c>.
    /// </summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>
    /// How deep tool calls may nest, where an action calls a tool whose action calls a tool. Default: 8. 0 forbids it.
    /// </summary>
    public int MaxCallDepth { get; set; } = 8;

    /// <summary>
    /// How many clients may listen for changes at a time (<c>subscriptions/listen</c>), over all MCP endpoints of this process;
    /// each holds a connection. The next is refused. What an endpoint sets does not count. Default: 1,000. 0 forbids it.
    /// </summary>
    public int MaxListeners { get; set; } = 1_000;

    /// <summary>The largest response body, in bytes, that a tool call carries back. Default: 4 MiB.</summary>
    public long MaxResponseBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>The largest request body, in bytes, that a tool call may compose from its arguments. Default: 4 MiB.</summary>
    public long MaxRequestBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>
    /// Whether minimal APIs (<c>app.MapGet()</c> and the like) become tools beside the actions of controllers, by the same
    /// rules. Default: false; <c>builder.Services.AddMcp()</c> sets it. Where the application calls <c>AddSwaggerGen()</c>, its
    /// document must have them: <c>builder.Services.AddEndpointsApiExplorer()</c>.
    /// </summary>
    public bool IncludeMinimalApis { get; set; }

    /// <summary>Makes the tools of an API that runs elsewhere, from its OpenAPI document. Default: the application's own actions.</summary>
    public McpOpenApiOptions OpenApi { get; } = new();

    /// <summary>What no client may send, by its name in the request; a value where one is sent in its place.</summary>
    internal Dictionary<string, JsonElement?> HiddenArguments { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Keeps parameters and members of bodies from clients: they are neither listed nor taken. An operation that cannot be
    /// called without one is left out, and says so; <see cref="Fix"/> gives it a value.
    /// </summary>
    /// <param name="names">Their names in the request, such as <c>token</c> or <c>X-Api-Version</c>.</param>
    public void Hide(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        foreach (var name in names)
            HiddenArguments[name] = null;
    }

    /// <summary>Hides a parameter or member of bodies as <see cref="Hide"/> does, and sends the same value with every call.</summary>
    /// <param name="name">Its name in the request.</param>
    /// <param name="value">The value; it is sent as its JSON.</param>
    /// <example>
    /// <code>
    /// o.Fix("token", builder.Configuration["Slack:Token"]!);
    /// </code>
    /// </example>
    public void Fix(string name, object value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        HiddenArguments[name] = JsonSerializer.SerializeToElement(value);
    }

    /// <summary>Where calls are sent; null runs them in process.</summary>
    internal ForwardingTarget? Forwarding { get; set; }

    /// <summary>
    /// Sends tool calls over HTTP to where the API runs, instead of running the actions in process. The API decides on
    /// authorization: it gets <see cref="PropagatedHeaders"/> from the caller.
    /// </summary>
    /// <param name="clientName">
    /// The name of the <see cref="HttpClient"/>. What <c>services.AddHttpClient(clientName)</c> sets up (handlers, proxies,
    /// resilience, telemetry) applies, except that cookies are not kept and redirects are not followed.
    /// </param>
    /// <param name="configure">
    /// Sets the client's <see cref="HttpClient.BaseAddress"/>, its time-out (100 s by default, for the whole answer) and the
    /// headers that every call gets. A header set here is never replaced by the caller's.
    /// </param>
    /// <example>
    /// <code>
    /// builder.Services.AddControllers().AddMcp(o =>
    ///     o.ForwardTo("api", client => client.BaseAddress = new Uri("https://api.example.com")));
    /// </code>
    /// </example>
    public void ForwardTo(string clientName, Action<HttpClient>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(clientName);
        Forwarding = new ForwardingTarget(clientName, configure);
    }

    /// <summary>
    /// The operations that become anything at all, by operationId, or by <c>{controller}_{action}</c> where there is none.
    /// Together with <see cref="IncludeTags"/> a union. Default: empty, which leaves nothing out. Not together with
    /// <see cref="ExcludeOperations"/>.
    /// </summary>
    public IList<string> IncludeOperations { get; } = [];

    /// <summary>The operations that become nothing, named in the same way. An exclusion always wins. Default: empty.</summary>
    public IList<string> ExcludeOperations { get; } = [];

    /// <summary>
    /// The tags whose operations become anything at all. Together with <see cref="IncludeOperations"/> a union. Default:
    /// empty, which leaves nothing out. Not together with <see cref="ExcludeTags"/>.
    /// </summary>
    public IList<string> IncludeTags { get; } = [];

    /// <summary>The tags whose operations become nothing. An exclusion always wins. Default: empty.</summary>
    public IList<string> ExcludeTags { get; } = [];

    /// <summary>What operations become, by method, path and tags; the first that matches counts. Default: empty, which makes tools.</summary>
    public IList<OperationRule> Rules { get; } = [];

    /// <summary>
    /// Decides what an operation becomes after <see cref="Rules"/>: gets the operation and what it would become, and
    /// returns what it does become. Not asked for what filters or <see cref="McpIgnoreAttribute"/> leave out.
    /// </summary>
    public Func<McpOperation, McpKind, McpKind>? SelectKind { get; set; }

    /// <summary>
    /// The names of tools by operationId (or <c>{controller}_{action}</c>), before <see cref="ToolName"/> is asked and after
    /// <see cref="McpToolAttribute.Name"/>. Default: empty.
    /// </summary>
    public IDictionary<string, string> ToolNames { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Names the tool of an operation; null for the name that is derived. Default: none.</summary>
    public Func<McpOperation, string?>? ToolName { get; set; }

    /// <summary>
    /// Changes a tool after it was made, for example its icons or <c>_meta</c>. Name and input schema stay as they were made:
    /// calls are planned by them.
    /// </summary>
    public Action<Tool, McpOperation>? ConfigureTool { get; set; }

    /// <summary>
    /// How a model learns of the tools. Default: <see cref="ToolDiscovery.List"/>. With <see cref="ToolDiscovery.Search"/> an API of
    /// any size takes about a thousand tokens of a model's context.
    /// </summary>
    public ToolDiscovery Discovery { get; set; }

    /// <summary>
    /// The names of tools that are before a model's eyes from the start, as <see cref="McpToolAttribute.Pinned"/> says. Default:
    /// empty.
    /// </summary>
    public IList<string> Pinned { get; } = [];

    /// <summary>Further tools of operations, beside those that every operation becomes. Default: none.</summary>
    public McpAddedTools Tools { get; } = new();

    /// <summary>
    /// How long a client may keep a list of tools or resources before it asks again (<c>ttlMs</c>). Default: 5 minutes. Clients
    /// that listen hear of a change at once, and what a caller may not call is refused whatever its list says. Zero for lists that
    /// are stale at once.
    /// </summary>
    public TimeSpan ListCacheDuration { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Whether tools whose answer has members take <c>fields</c>, the members that a call wants: <c>["items.id", "total"]</c>. What is
    /// not wanted is left out of the answer; nothing is cut. Default: false.
    /// </summary>
    public bool FieldSelection { get; set; }

    /// <summary>In which forms a JSON answer is given. Default: <see cref="ResultContent.TextAndStructured"/>.</summary>
    public ResultContent ResultContent { get; set; }

    /// <summary>
    /// How many characters of a result a host may show a model before it puts the rest aside
    /// (<c>anthropic/maxResultSizeChars</c> in the <c>_meta</c> of each tool). Default: null, which leaves it to the host.
    /// </summary>
    public int? MaxResultSizeChars { get; set; }

    /// <summary>How much of the schemas of answers tools announce. Default: <see cref="OutputSchemas.Full"/>.</summary>
    public OutputSchemas OutputSchemas { get; set; }

    /// <summary>
    /// The longest output schema, in characters of JSON, that a tool announces; a longer one is left out, as with
    /// <see cref="OutputSchemas.None"/>, and stands in <see cref="McpCatalogEntry.OutputSchema"/>. Default: 8,192, which is
    /// about 2,000 tokens and more than most answers need; 0 for no bound.
    /// </summary>
    public int MaxOutputSchemaLength { get; set; } = 8192;

    /// <summary>
    /// Whether the values of numeric enums are announced as their names in the arguments of tools. Default: false, which
    /// announces what the API takes and says the names beside it; some model providers refuse enums of numbers. A call may
    /// give either in any case.
    /// </summary>
    public bool EnumsAsNames { get; set; }

    /// <summary>
    /// Whether a tool's description lists all documented responses, with an example of each that has a JSON body. Default:
    /// false: a model learns of an error when it happens.
    /// </summary>
    public bool DescribeAllResponses { get; set; }

    /// <summary>
    /// Whether a tool's description has the JSON schema of the response: for clients that do not show a model the output
    /// schema. Default: false.
    /// </summary>
    public bool DescribeFullResponseSchema { get; set; }
}
