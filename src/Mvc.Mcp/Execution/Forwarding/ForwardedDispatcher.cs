using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Server;
using Mvc.Mcp.Execution.InProcess;
using Mvc.Mcp.Operations.Documents;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Results;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Execution.Forwarding;

/// <summary>Sends the request of a tool call over a named <see cref="HttpClient"/> to wherever the API runs.</summary>
internal sealed partial class ForwardedDispatcher(
    ForwardedClientFactory clients,
    IHttpContextAccessor accessor,
    TimeProvider time,
    ILogger<ForwardedDispatcher> logger) : IActionDispatcher
{
    /// <inheritdoc />
    public async ValueTask<ActionResponse> DispatchAsync(
        ToolDefinition operation, ActionRequest request, MessageContext call, CancellationToken cancellationToken)
    {
        var options = operation.Options;
        var target = options.Forwarding
            ?? throw new InvalidOperationException($"The tool '{operation.Tool.Name}' has nowhere to be forwarded to.");
        using var client = clients.Create(target);

        // HttpClient's own time-out ends with the headers; this one covers the body as well.
        var limit = client.Timeout;
        if (options.Timeout is { } shorter && (limit == Timeout.InfiniteTimeSpan || shorter < limit))
            limit = shorter;
        client.Timeout = Timeout.InfiniteTimeSpan;
        using var deadline = new CancellationTokenSource(limit, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            using var message = ForwardedRequest.Create(
                request, client, operation.Request.Accept, accessor.HttpContext?.Request.Headers, CallerHeaders.AllowedBy(options));
            await ForwardedCredentials.ApplyAsync(message, operation.Credentials, accessor.HttpContext, ended.Token);
            using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, ended.Token);
            return await ForwardedResponse.ReadAsync(response, options.MaxResponseBytes, ended.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException exception) when (deadline.IsCancellationRequested)
        {
            LogTimeout(exception, operation.Tool.Name, target.ClientName, limit);
            return GatewayProblem.Create(StatusCodes.Status504GatewayTimeout, string.Create(
                CultureInfo.InvariantCulture, $"The API did not answer within {limit.TotalSeconds:0.###} seconds."));
        }
        catch (ResponseTooLargeException exception)
        {
            throw new CallEndedException(LimitText.AnswerTooLarge(operation), exception);
        }
#pragma warning disable CA1031 // The client's handlers are the application's own: a circuit breaker's refusal is as good as a dead line.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailure(exception, operation.Tool.Name, target.ClientName);
            return GatewayProblem.Create(StatusCodes.Status502BadGateway, GatewayFault.Describe(exception));
        }
    }

    /// <inheritdoc />
    /// <remarks>What is forwarded is guarded where it runs.</remarks>
    public ValueTask<ActionResponse?> RefuseAsync(ToolDefinition operation, MessageContext call, CancellationToken cancellationToken) =>
        new((ActionResponse?)null);

    /// <inheritdoc />
    /// <remarks>Nobody can be asked whether another API would let a call pass.</remarks>
    public ValueTask<ActionResponse?> RehearseAsync(
        ToolDefinition operation, ActionRequest request, MessageContext call, CancellationToken cancellationToken) =>
        new((ActionResponse?)null);

    [LoggerMessage(1, LogLevel.Warning, "The tool '{Tool}' timed out: the API behind the HttpClient '{Client}' did not answer within {Limit}.")]
    private partial void LogTimeout(Exception exception, string tool, string client, TimeSpan limit);

    [LoggerMessage(2, LogLevel.Error, "The tool '{Tool}' failed: the HttpClient '{Client}' got no answer from the API.")]
    private partial void LogFailure(Exception exception, string tool, string client);
}
