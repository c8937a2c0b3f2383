namespace Mvc.Mcp;

/// <summary>The OpenAPI document of an API that runs elsewhere, from which tools are made.</summary>
public sealed class McpOpenApiOptions
{
    /// <summary>
    /// Where the document is: an absolute <c>http</c> or <c>https</c> URL, or the path of a file, relative to the
    /// application's content root. Swagger 2.0, OpenAPI 3.0 or OpenAPI 3.1, in JSON. Default: null, which makes the tools of
    /// the application's own actions.
    /// </summary>
    /// <remarks>
    /// The document is fetched with the <see cref="HttpClient"/> named <see cref="HttpClientName"/>, so that what it needs
    /// (a proxy, a credential) can be registered with <c>services.AddHttpClient(McpOpenApiOptions.HttpClientName)</c>.
    /// References to other documents are not followed.
    /// </remarks>
    public string? Document { get; set; }

    /// <summary>
    /// How often the document is read anew, from 1 second to 49 days. Default: null, which leaves it to <see cref="IMcpCatalog.RefreshAsync"/>. A document
    /// that cannot be read keeps the tools of the last good one.
    /// </summary>
    public TimeSpan? RefreshInterval { get; set; }

    /// <summary>The name of the <see cref="HttpClient"/> that fetches the document.</summary>
    public const string HttpClientName = "Mvc.Mcp.OpenApi";
}
