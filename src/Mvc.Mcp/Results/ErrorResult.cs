using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Requests.Values;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Results;

/// <summary>Makes the results of calls that failed, in words a model can act on.</summary>
internal static class ErrorResult
{
    /// <summary>The member of <c>_meta</c> that holds the HTTP status of a failed call.</summary>
    public const string StatusKey = "mvc-mcp/status";

    /// <summary>The member of <c>_meta</c> that holds what the log knows a failed call by.</summary>
    public const string TraceKey = "mvc-mcp/traceId";

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
    /// <param name="operation">The operation called.</param>
    /// <param name="response">What it answered.</param>
    /// <param name="arguments">What the caller gave.</param>
    public static CallToolResult FromResponse(ToolDefinition operation, ActionResponse response, IDictionary<string, JsonElement>? arguments)
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
        {
            status += "\n" + advice;
        }
        if (response.RefusedRouteValue is { } routeValue)
            status += "\n" + RouteRefusal(operation, routeValue, arguments);
        var problem = ReadBody(operation, response, arguments);
        var result = Of(status);
        result.Meta = new JsonObject { [StatusKey] = response.StatusCode };
        if ((problem.TraceId ?? response.TraceId) is { } traceId)
            result.Meta[TraceKey] = traceId;
        if (problem.Text is { Length: > 0 } text)
            result.Content.Add(new TextContentBlock { Text = text });
        return result;
    }

    // The caller would take it for the thing itself that is not found.
    private static string RouteRefusal(ToolDefinition operation, string name, IDictionary<string, JsonElement>? arguments)
    {
        var argument = operation.Request.Arguments.FirstOrDefault(argument =>
            argument.Location == ArgumentLocation.Path && string.Equals(argument.WireName, name, StringComparison.OrdinalIgnoreCase));
        if (argument is null)
            return "The path does not take a value that was given.";
        var given = arguments is not null && arguments.TryGetValue(argument.Name, out var value) ? FaultText.Given(value) : "nothing";
        return Fault.Wrong("", given, $"{ArgumentCoercion.Expectation(argument)} that the path takes").Sentence(argument.Name);
    }

    private static ProblemText ReadBody(ToolDefinition operation, ActionResponse response, IDictionary<string, JsonElement>? arguments)
    {
        if (response.Body.IsEmpty)
            return new(Faults(), null);
        var type = MediaType.Of(operation, response);
        return type.Kind switch
        {
            MediaKind.Json => ProblemText.Read(operation, response.StatusCode, type.TextOf(response.Body.Span), arguments),
            MediaKind.Text when Faults() is { } faults => new($"{type.TextOf(response.Body.Span)}\n{faults}", null),
            MediaKind.Text => new(type.TextOf(response.Body.Span), null),
            _ => default,
        };

        string? Faults() => response.StatusCode is StatusCodes.Status400BadRequest or StatusCodes.Status422UnprocessableEntity &&
            new ValidationErrors(operation, arguments).Faults() is { Count: > 0 } faults ? string.Join('\n', faults) : null;
    }
}
