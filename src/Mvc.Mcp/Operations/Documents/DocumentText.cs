using Microsoft.Extensions.Hosting;

namespace Mvc.Mcp.Operations.Documents;

/// <summary>Gets the bytes of a document from where it is.</summary>
internal sealed class DocumentText(IHttpClientFactory clients, IHostEnvironment environment)
{
    /// <summary>Gets the document as it is now.</summary>
    /// <exception cref="InvalidOperationException">It cannot be had.</exception>
    public async Task<byte[]> GetAsync(string location, CancellationToken cancellationToken)
    {
        try
        {
            return DocumentLocation.IsWeb(location, out var address)
                ? await FetchAsync(address, cancellationToken)
                : await File.ReadAllBytesAsync(Path.Combine(environment.ContentRootPath, location), cancellationToken);
        }
        catch (Exception exception) when (
            !cancellationToken.IsCancellationRequested &&
            exception is HttpRequestException or IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            throw new InvalidOperationException(
                $"The OpenAPI document '{location}' could not be read: {exception.Message} " +
                "Correct McpOptions.OpenApi.Document, or see that the API is up.", exception);
        }
    }

    private async Task<byte[]> FetchAsync(Uri address, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(McpOpenApiOptions.HttpClientName);
        return await client.GetByteArrayAsync(address, cancellationToken);
    }
}
