using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Server;
using Mvc.Mcp.Results;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Execution;

/// <summary>
/// Tells a client by the status of its request what a refused call tells the model: a client that is to sign in, or to ask for
/// more scopes, looks at nothing else (specification, Authorization, "Error Handling").
/// </summary>
internal sealed class RefusedCaller(IHttpContextAccessor accessor)
{
    private const string InsufficientScope = "insufficient_scope";

    /// <summary>Notes that the user is not refused whatever the call brings.</summary>
    public void Admit() => (accessor.HttpContext?.Features[typeof(IAnswerStart)] as IAnswerStart)?.MayBegin();

    /// <summary>Passes the refusal on, where <paramref name="response"/> is one and its caller can still be told.</summary>
    public void Tell(ToolDefinition operation, ActionResponse response, MessageContext message)
    {
        // What another API refuses is about that API.
        if (response.StatusCode is not (StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden) ||
            operation.Options.Forwarding is not null ||
            accessor.HttpContext is not { } http ||
            !IsAlone(http, message) ||
            !CanDoBetter(response, http))
        {
            return;
        }

        var (status, challenges) = (response.StatusCode, response.Headers.WWWAuthenticate);
        try
        {
            http.Response.OnStarting(() =>
            {
                http.Response.StatusCode = status;
                http.Response.Headers.WWWAuthenticate = challenges;
                return Task.CompletedTask;
            });
        }
        catch (InvalidOperationException)
        {
            // The answer has begun: the result of the tool says it alone.
        }
    }

    // In a session other messages may be on the same response. A call that an action makes is not the client's own.
    private static bool IsAlone(HttpContext http, MessageContext message) =>
        string.IsNullOrEmpty(message.Server.SessionId) &&
        http.GetEndpoint()?.Metadata.GetMetadata<IMcpEndpointMetadata>() is not null;

    private static bool CanDoBetter(ActionResponse response, HttpContext http) => response.StatusCode == StatusCodes.Status401Unauthorized
        ? response.Headers.WWWAuthenticate.Count > 0 && !http.User.Identities.Any(identity => identity.IsAuthenticated)
        : response.Headers.WWWAuthenticate.Any(challenge => challenge?.Contains(InsufficientScope, StringComparison.Ordinal) == true);
}
