using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Tools;
using Mvc.Mcp.Tools.Resources;

namespace Mvc.Mcp.Results;

/// <summary>Turns the HTTP response of an action into the contents of a resource.</summary>
internal static class ResourceReader
{
    /// <summary>Reads <paramref name="response"/>; the result holds nothing of its buffer.</summary>
    /// <param name="resource">The resource read.</param>
    /// <param name="uri">Its address.</param>
    /// <param name="response">What its operation answered.</param>
    /// <param name="protocolVersion">The protocol version the client speaks; null counts as an old one.</param>
    /// <param name="arguments">The values in its address.</param>
    /// <exception cref="McpProtocolException">The response is no success; the message has its status and what it says.</exception>
    public static ReadResourceResult Read(
        ResourceDefinition resource, string uri, ActionResponse response, string? protocolVersion, IDictionary<string, JsonElement> arguments)
    {
        if (response.StatusCode is < 200 or >= 300)
            throw Refusal(resource, uri, response, protocolVersion, arguments);
        var type = MediaType.Parse(response.Headers.ContentType, response.Body.Span);
        ResourceContents contents = type.Kind is MediaKind.Json or MediaKind.Text
            ? new TextResourceContents
            {
                Uri = uri, MimeType = type.Name ?? resource.Template.MimeType, Text = type.TextOf(response.Body.Span),
            }
            : BlobResourceContents.FromBytes(response.Body.ToArray(), uri, type.Name ?? resource.Template.MimeType);
        return new ReadResourceResult { Contents = [contents] };
    }

    private static McpProtocolException Refusal(
        ResourceDefinition resource, string uri, ActionResponse response, string? protocolVersion, IDictionary<string, JsonElement> arguments)
    {
        var words = ErrorResult.FromResponse(resource.Call, response, arguments).Content.OfType<TextContentBlock>().Select(block => block.Text);
        var code = response.StatusCode switch
        {
            // The protocol version of 2026-07-28 gave up the code of its own for this.
            StatusCodes.Status404NotFound or StatusCodes.Status410Gone =>
                ProtocolVersion.AllowsAnyStructuredContent(protocolVersion) ? McpErrorCode.InvalidParams : McpErrorCode.ResourceNotFound,
            >= 400 and < 500 => McpErrorCode.InvalidParams,
            _ => McpErrorCode.InternalError,
        };
        return new McpProtocolException($"'{uri}' could not be read: {string.Join('\n', words)}", code);
    }
}
