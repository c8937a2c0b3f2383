namespace Mvc.Mcp.Forwarding;

/// <summary>Where tool calls are sent instead of being run in process.</summary>
/// <param name="ClientName">The name of the <see cref="HttpClient"/> that the application's <see cref="IHttpClientFactory"/> makes.</param>
/// <param name="Configure">What is set on each such client beyond what the application registered under that name.</param>
internal sealed record ForwardingTarget(string ClientName, Action<HttpClient>? Configure)
{
    /// <summary>Makes the client of one call, with an address to send to.</summary>
    /// <exception cref="InvalidOperationException">The client has no base address.</exception>
    public HttpClient CreateClient(IHttpClientFactory factory)
    {
        var client = factory.CreateClient(ClientName);
        Configure?.Invoke(client);
        return client.BaseAddress is not null
            ? client
            : throw new InvalidOperationException(
                $"McpOptions.ForwardTo(\"{ClientName}\") names an HttpClient without BaseAddress. Set it: " +
                $"ForwardTo(\"{ClientName}\", client => client.BaseAddress = new Uri(\"https://…\")).");
    }
}
