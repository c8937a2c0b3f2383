using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mvc.Mcp.Authorization;
using Mvc.Mcp.Execution.InProcess;

namespace Mvc.Mcp.Execution.Pipeline;

/// <summary>
/// Makes endpoints that stand in the place of an action's while it is found out whether a call would come to it: with its
/// metadata, so that the application's middleware decides as ever, and without running it.
/// </summary>
internal sealed class PipelineRehearsal(ToolAuthorization authorization)
{
    /// <summary>The endpoint that stands in the place of <paramref name="action"/>.</summary>
    public Endpoint InPlaceOf(Endpoint action) => action is RouteEndpoint route
        ? new RouteEndpoint(context => ReachAsync(context, action), route.RoutePattern, route.Order, action.Metadata, action.DisplayName)
        : new Endpoint(context => ReachAsync(context, action), action.Metadata, action.DisplayName);

    private async Task ReachAsync(HttpContext context, Endpoint action)
    {
        // The middleware has asked what stands on the endpoint; filters of MVC ask in the action, which does not run.
        var rule = await authorization.RuleOfAsync(action, action.Metadata);
        if (rule.AsksInFilters && !await ToolAuthorization.PassesAsync(rule.Policy!, context))
        {
            await (context.User.Identity?.IsAuthenticated is true ? context.ForbidAsync() : context.ChallengeAsync());
            return;
        }

        // Nothing that keeps answers keeps this one.
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        ((IToolCallFeature)context.Features[typeof(IToolCallFeature)]!).Reached = true;
    }
}
