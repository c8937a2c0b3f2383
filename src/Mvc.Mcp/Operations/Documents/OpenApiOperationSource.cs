using System.Collections.Concurrent;
using Microsoft.OpenApi;
using Mvc.Mcp.Execution.Forwarding;

namespace Mvc.Mcp.Operations.Documents;

/// <summary>
/// Reads the document of an API that runs elsewhere, and has its calls forwarded to where the document says that it runs,
/// unless the application said where.
/// </summary>
internal sealed class OpenApiOperationSource(DocumentText text, ForwardedClientFactory clients) : IOperationSource
{
    private const string DefaultClientName = "Mvc.Mcp.Forwarding";

    private readonly ConcurrentDictionary<string, Uri> _servers = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public async ValueTask<OperationSet> ReadAsync(McpOptions options, CancellationToken cancellationToken)
    {
        var location = options.OpenApi.Document
            ?? throw new InvalidOperationException("McpOptions.OpenApi.Document is not set.");
        var document = DocumentReader.Read(await text.GetAsync(location, cancellationToken), location);
        options.Forwarding ??= new ForwardingTarget(DefaultClientName, Configure: null);
        if (!clients.HasAddress(options.Forwarding))
            options.Forwarding = options.Forwarding with { DefaultAddress = AddressIn(document, location) };
        return new(document, DocumentOperations.Of(document));
    }

    private Uri AddressIn(OpenApiDocument document, string location)
    {
        var server = DocumentServer.Of(document, location)
            ?? throw new InvalidOperationException(
                $"The OpenAPI document '{location}' does not say at which absolute address the API is served. " +
                "Set it: ForwardTo(\"api\", client => client.BaseAddress = new Uri(\"https://…\")).");

        // Who can change the document while the application runs must not be able to have the callers' credentials sent
        // elsewhere.
        var first = _servers.GetOrAdd(location, server);
        return first.GetLeftPart(UriPartial.Authority) == server.GetLeftPart(UriPartial.Authority)
            ? server
            : throw new InvalidOperationException(
                $"The OpenAPI document '{location}' has moved the API from {first} to {server}. " +
                "Start the application anew if that is meant, or name the address with ForwardTo.");
    }
}
