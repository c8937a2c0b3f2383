using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.OpenApi;

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
        var location = options.OpenApi.Document ?? (options.OpenApi.Json is null ? "McpOptions.OpenApi.Text" : "McpOptions.OpenApi.Json");
        var (document, omitted, warnings) = DocumentReader.Read(await TextOfAsync(options.OpenApi, cancellationToken), location, options.OpenApi.Patch);
        options.Forwarding ??= new ForwardingTarget(DefaultClientName, Configure: null);
        var (hasAddress, headers) = clients.Look(options.Forwarding);
        options.Forwarding = options.Forwarding with { SetHeaders = headers };
        if (!hasAddress)
            options.Forwarding = options.Forwarding with { DefaultAddress = AddressIn(document, location) };
        return new(document, DocumentOperations.Of(document)) { Omitted = omitted, Warnings = warnings };
    }

    private async ValueTask<byte[]> TextOfAsync(McpOpenApiOptions options, CancellationToken cancellationToken) =>
        options.Json is not null ? JsonSerializer.SerializeToUtf8Bytes(options.Json)
        : options.Text is not null ? Encoding.UTF8.GetBytes(options.Text)
        : await text.GetAsync(options.Document!, cancellationToken);

    private Uri AddressIn(OpenApiDocument document, string location)
    {
        var server = DocumentServer.Of(document, location)
            ?? throw new InvalidOperationException(
                $"The OpenAPI document '{location}' does not say at which absolute address the API is served. " +
                "Set it: ForwardTo(\"api\", client => client.BaseAddress = new Uri(\"https://…\")).");

        // A document may name any host. Whoever serves it may not choose where the callers' credentials go, but for its own.
        if (!_servers.ContainsKey(location) && DocumentLocation.IsWeb(location, out var found) && found.GetLeftPart(UriPartial.Authority) != server.GetLeftPart(UriPartial.Authority))
        {
            throw new InvalidOperationException(
                $"The OpenAPI document '{location}' says that the API is served elsewhere, at {server}. If that is right, say so: " +
                $"ForwardTo(\"api\", client => client.BaseAddress = new Uri(\"{server}\")).");
        }

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
