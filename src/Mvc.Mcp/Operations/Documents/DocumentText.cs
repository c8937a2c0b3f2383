using Microsoft.Extensions.Hosting;

namespace Mvc.Mcp.Operations.Documents;

/// <summary>Gets the bytes of a document from where it is.</summary>
internal sealed class DocumentText(IHttpClientFactory clients, IHostEnvironment environment)
{
    /// <summary>Gets the document as it is now.</summary>
    /// <exception cref="InvalidOperationException">It cannot be had.</exception>
    public byte[] Get(string location)
    {
        try
        {
            return DocumentLocation.IsWeb(location, out var address)
                ? Fetch(address)
                : File.ReadAllBytes(Path.Combine(environment.ContentRootPath, location));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            throw new InvalidOperationException(
                $"The OpenAPI document '{location}' could not be read: {exception.Message} " +
                "Correct McpOptions.OpenApi.Document, or see that the API is up.", exception);
        }
    }

    private byte[] Fetch(Uri address)
    {
        using var client = clients.CreateClient(McpOpenApiOptions.HttpClientName);
        // A catalog is made synchronously; nothing here has a synchronization context to block.
        return client.GetByteArrayAsync(address).GetAwaiter().GetResult();
    }
}
