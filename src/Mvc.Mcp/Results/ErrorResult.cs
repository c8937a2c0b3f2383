using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Results;

/// <summary>Makes the results of calls that failed, in words a model can act on.</summary>
internal static class ErrorResult
{
    /// <summary>The member of <c>_meta</c> that holds the HTTP status of a failed call.</summary>
    public const string StatusKey = "mvc-mcp/status";

    // What a caller can do about a status stands in these.
    private static readonly string[] _telling = [HeaderNames.WWWAuthenticate, HeaderNames.Allow, HeaderNames.RetryAfter];

    /// <summary>A failure that is not a response: refused arguments, a limit.</summary>
    public static CallToolResult Of(string message) => new() { IsError = true, Content = [new TextContentBlock { Text = message }] };

    /// <summary>A redirect of an API that is somebody else's: it did not do what was asked, and nothing is followed.</summary>
    public static CallToolResult Redirected(ActionResponse response, string target)
    {
        var result = Of(StatusLine.Of(response.StatusCode) + target);
        result.Meta = new JsonObject { [StatusKey] = response.StatusCode };
        return result;
    }

    /// <summary>A response with a status of 400 or more: the status, what the headers advise, and the body.</summary>
    /// <remarks>
    /// The body is not given as <c>structuredContent</c>: clients check that against the tool's output schema, which is
    /// that of a success.
    /// </remarks>
    public static CallToolResult FromResponse(ToolDefinition operation, ActionResponse response)
    {
        var status = StatusLine.Of(response.StatusCode);
        foreach (var name in _telling)
        {
            if (response.Headers.TryGetValue(name, out var value))
                status += $"\n{name}: {value}";
        }

        if (response.TraceId is not null)
            status += $"\nThe server logged the cause under trace id {response.TraceId}.";
        if (response.StatusCode == StatusCodes.Status400BadRequest &&
            AntiforgeryAdvice.For(operation) is { } advice)
            status += "\n" + advice;
        var result = Of(status);
        result.Meta = new JsonObject { [StatusKey] = response.StatusCode };
        if (ReadBody(operation, response) is { Length: > 0 } body)
            result.Content.Add(new TextContentBlock { Text = body });
        return result;
    }

    private static string? ReadBody(ToolDefinition operation, ActionResponse response)
    {
        if (response.Body.IsEmpty)
            return null;
        var type = MediaType.Of(operation, response);
        return type.Kind switch
        {
            MediaKind.Json when response.StatusCode == StatusCodes.Status400BadRequest || response.StatusCode == StatusCodes.Status422UnprocessableEntity =>
                ValidationErrors.Rename(operation, type.TextOf(response.Body.Span)),
            MediaKind.Json or MediaKind.Text => type.TextOf(response.Body.Span),
            _ => null,
        };
    }
}
