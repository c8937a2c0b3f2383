namespace Mvc.Mcp;

/// <summary>Where tool calls are sent instead of being run in process.</summary>
/// <param name="ClientName">The name of the <see cref="HttpClient"/> that the application's <see cref="IHttpClientFactory"/> makes.</param>
/// <param name="Configure">What is set on each such client beyond what the application registered under that name.</param>
internal sealed record ForwardingTarget(string ClientName, Action<HttpClient>? Configure)
{
    /// <summary>Where calls go unless the client has an address: what an OpenAPI document says.</summary>
    public Uri? DefaultAddress { get; init; }

    /// <summary>The headers that the application sets on the client: no argument takes their place.</summary>
    public IReadOnlySet<string> SetHeaders { get; init; } = new HashSet<string>();
}
