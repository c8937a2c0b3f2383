using System.Text.Json.Nodes;

namespace Mvc.Mcp;

/// <summary>The OpenAPI document of an API that runs elsewhere, from which tools are made.</summary>
public sealed class McpOpenApiOptions
{
    /// <summary>
    /// Where the document is: an absolute <c>http</c> or <c>https</c> URL, or the path of a file, relative to the
    /// application's content root. Swagger 2.0, OpenAPI 3.0 or OpenAPI 3.1, in JSON or YAML; OpenAPI 3.2 where the
    /// application has version 3 of Microsoft.OpenApi. Default: null, which makes the tools of the application's own actions.
    /// </summary>
    /// <remarks>
    /// The document is fetched with the <see cref="HttpClient"/> named <see cref="HttpClientName"/>, so that what it needs
    /// (a proxy, a credential) can be registered with <c>services.AddHttpClient(McpOpenApiOptions.HttpClientName)</c>.
    /// References to other documents are not followed: an operation that has one is left out.
    /// </remarks>
    public string? Document { get; set; }

    /// <summary>The document itself, JSON or YAML, in place of <see cref="Document"/>. Default: null.</summary>
    public string? Text { get; set; }

    /// <summary>The document itself as JSON, in place of <see cref="Document"/>. Default: null.</summary>
    public JsonObject? Json { get; set; }

    /// <summary>
    /// Changes the document as JSON after each time it was got and before it is read: adds what it forgets, mends what is
    /// wrong. Default: null.
    /// </summary>
    public Action<JsonObject>? Patch { get; set; }

    /// <summary>
    /// What the names of this document's tools begin with, such as <c>github_</c>. Default: null. Names that
    /// <see cref="McpOptions.ToolNames"/> or <see cref="McpOptions.ToolName"/> give stay as they are.
    /// </summary>
    public string? Prefix { get; set; }

    /// <summary>
    /// What calls identify themselves with, by the name of the document's security scheme. Default: empty. A scheme that
    /// operations ask for and that has none is a warning at the start. Where it stands, no argument can put another.
    /// </summary>
    /// <example>
    /// <code>
    /// o.OpenApi.Credentials["apiKey"] = builder.Configuration["Weather:Key"]!;
    /// o.OpenApi.Credentials["oauth"] = new McpCredential((context, cancel) => tokens.GetAsync(context?.User, cancel));
    /// </code>
    /// </example>
    public IDictionary<string, McpCredential> Credentials { get; } = new Dictionary<string, McpCredential>(StringComparer.Ordinal);

    /// <summary>
    /// Whether tools announce the schema of their answers. Default: false. Clients throw an answer away that does not fit what
    /// was announced, and the documents of public APIs often promise more than the APIs keep. Answers are structured either
    /// way.
    /// </summary>
    public bool OutputSchemas { get; set; }

    /// <summary>
    /// How often the document is read anew, from 1 second to 49 days. Default: null, which leaves it to <see cref="IMcpCatalog.RefreshAsync"/>. A document
    /// that cannot be read keeps the tools of the last good one.
    /// </summary>
    public TimeSpan? RefreshInterval { get; set; }

    /// <summary>The name of the <see cref="HttpClient"/> that fetches the document.</summary>
    public const string HttpClientName = "Mvc.Mcp.OpenApi";

    /// <summary>Whether tools are made of a document.</summary>
    internal bool IsSet => Document is not null || Text is not null || Json is not null;

    /// <summary>The documents behind the same endpoint beside this one, each with what is set for it.</summary>
    internal IList<Action<McpOptions>> Others { get; } = [];

    /// <summary>
    /// Puts the operations of another document behind the same endpoint. Everything that is set for this one but the document,
    /// its prefix, its credentials and where its calls go counts for the other too, unless <paramref name="configure"/> sets
    /// it otherwise.
    /// </summary>
    /// <param name="document">Where it is (<see cref="Document"/>).</param>
    /// <param name="configure">Sets its prefix, its credentials, and anything else.</param>
    /// <example>
    /// <code>
    /// o.OpenApi.Add("https://api.example.com/openapi.yaml", other =>
    /// {
    ///     other.OpenApi.Prefix = "example_";
    ///     other.OpenApi.Credentials["apiKey"] = key;
    /// });
    /// </code>
    /// </example>
    public void Add(string document, Action<McpOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(document);
        Others.Add(options =>
        {
            options.OpenApi.TakeOver(document);
            options.Forwarding = null;
            configure?.Invoke(options);
        });
    }

    private void TakeOver(string document)
    {
        (Document, Text, Json, Patch, Prefix) = (document, null, null, null, null);
        Credentials.Clear();
        Others.Clear();
    }
}
