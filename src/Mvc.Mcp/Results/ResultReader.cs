using System.Text;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Results;

/// <summary>Turns the HTTP response of an action into the result of the tool.</summary>
internal static class ResultReader
{
    private static readonly string[] _telling =
    [
        "Link", "X-Total-Count", "X-Total", "X-Total-Pages", "X-Next-Page", "X-Has-More", "X-Continuation-Token", "Content-Range",
        "Operation-Location", "Azure-AsyncOperation", "Retry-After",
    ];

    /// <summary>Reads <paramref name="response"/>; the result holds nothing of its buffer.</summary>
    /// <param name="operation">The operation called.</param>
    /// <param name="response">What it answered.</param>
    /// <param name="protocolVersion">The protocol version the client speaks; null counts as an old one.</param>
    /// <param name="arguments">What the caller gave.</param>
    public static CallToolResult Read(
        ToolDefinition operation, ActionResponse response, string? protocolVersion, IDictionary<string, JsonElement>? arguments)
    {
        if (response.StatusCode >= 400)
            return ErrorResult.FromResponse(operation, response, arguments);
        if (response.StatusCode >= 300 && operation.Operation.IsForeign)
            return ErrorResult.Redirected(response, Location(response, ": the API answers at "));
        if (response.StatusCode >= 300)
            return Text($"{StatusLine.Of(response.StatusCode)}{Location(response, ": the target is ")}");
        if (response.Body.IsEmpty)
        {
            var empty = Text($"{StatusLine.Of(response.StatusCode)}{Location(response, "; Location: ")}");
            empty.StructuredContent = StructuredContent.OfNothing(operation, protocolVersion);
            return WithHeaders(empty, operation, response);
        }

        var result = ReadBody(operation, response, protocolVersion);
        // Where a 201 put what it made, and where a 202 will tell of it.
        if (LocationOf(response) is { } location)
            result.Content.Add(new TextContentBlock { Text = location });
        return WithHeaders(result, operation, response);
    }

    // Where the rest of a list, or the state of what was begun, is to be found.
    private static CallToolResult WithHeaders(CallToolResult result, ToolDefinition operation, ActionResponse response)
    {
        if (!operation.Operation.IsForeign)
            return result;
        foreach (var name in _telling)
        {
            if (response.Headers.TryGetValue(name, out var values))
                result.Content.Add(new TextContentBlock { Text = $"{name}: {values}" });
        }

        return result;
    }

    private static CallToolResult ReadBody(ToolDefinition operation, ActionResponse response, string? protocolVersion)
    {
        var type = MediaType.Of(operation, response);
        switch (type.Kind)
        {
            case MediaKind.Json:
                return ReadJson(operation, type.WithoutMark(response.Body.Span), type, type.TextOf(response.Body.Span), protocolVersion);
            case MediaKind.Events:
                var events = EventData.Of(type.WithoutMark(response.Body.Span), out var json);
                return json ? ReadJson(operation, Encoding.UTF8.GetBytes(events), type, events, protocolVersion) : Text(events);
            case MediaKind.Text:
                return Text(type.TextOf(response.Body.Span));
            case MediaKind.Image:
                return Of(ImageContentBlock.FromBytes(response.Body.ToArray(), type.Name!));
            case MediaKind.Audio:
                return Of(AudioContentBlock.FromBytes(response.Body.ToArray(), type.Name!));
            default:
                return Of(new EmbeddedResourceBlock
                {
                    Resource = BlobResourceContents.FromBytes(response.Body.ToArray(), FileUri(response), type.Name),
                });
        }
    }

    private static CallToolResult ReadJson(ToolDefinition operation, ReadOnlySpan<byte> body, MediaType type, string text, string? protocolVersion)
    {
        if (operation.Options.ResultContent == ResultContent.Text)
            return Text(text);
        var structured = StructuredContent.Read(operation, body, type, text, protocolVersion);
        var result = operation.Options.ResultContent == ResultContent.Structured && structured is not null ? new() { Content = [] } : Text(text);
        result.StructuredContent = structured;
        return result;
    }

    private static CallToolResult Text(string text) => Of(new TextContentBlock { Text = text });

    private static CallToolResult Of(ContentBlock block) => new() { Content = [block] };

    /// <summary>What is told of where the response says that it is; null where it says nothing.</summary>
    public static string? LocationOf(ActionResponse response) => Location(response, "Location: ") is { Length: > 0 } location ? location : null;

    private static string Location(ActionResponse response, string label) =>
        response.Headers.Location is [{ Length: > 0 } location, ..] ? label + location : "";

    // A resource needs a URI, and the file's name is what a client can use of it.
    private static string FileUri(ActionResponse response)
    {
        var name = ContentDispositionHeaderValue.TryParse(response.Headers.ContentDisposition.ToString(), out var disposition)
            ? HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value
            : null;
        return "attachment:///" + Uri.EscapeDataString(string.IsNullOrEmpty(name) ? "content" : name);
    }
}
