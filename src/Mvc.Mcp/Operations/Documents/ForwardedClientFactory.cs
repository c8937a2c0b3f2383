namespace Mvc.Mcp.Operations.Documents;

/// <summary>Makes the clients that tool calls are forwarded over.</summary>
internal sealed class ForwardedClientFactory(IHttpClientFactory factory, ForwardedClientNames names)
{
    /// <summary>Makes the client of one call.</summary>
    /// <exception cref="InvalidOperationException">The client has no base address.</exception>
    public HttpClient Create(ForwardingTarget target)
    {
        var client = CreateConfigured(target);
        client.BaseAddress ??= target.DefaultAddress;
        return client.BaseAddress is not null
            ? client
            : throw new InvalidOperationException(
                $"McpOptions.ForwardTo(\"{target.ClientName}\") names an HttpClient without BaseAddress. Set it: " +
                $"ForwardTo(\"{target.ClientName}\", client => client.BaseAddress = new Uri(\"https://…\")).");
    }

    /// <summary>What the application itself says of its client: whether it has an address, and which headers it sets.</summary>
    public (bool HasAddress, IReadOnlySet<string> Headers) Look(ForwardingTarget target)
    {
        using var client = CreateConfigured(target);
        return (client.BaseAddress is not null, client.DefaultRequestHeaders.NonValidated.Select(header => header.Key).ToHashSet(StringComparer.OrdinalIgnoreCase));
    }

    private HttpClient CreateConfigured(ForwardingTarget target)
    {
        names.Add(target.ClientName);
        var client = factory.CreateClient(target.ClientName);
        target.Configure?.Invoke(client);
        return client;
    }
}
