using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ActionConstraints;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace Mvc.Mcp.Tests.Execution.Bypass;

[AttributeUsage(AttributeTargets.Method)]
public sealed class MarkAttribute(string mark) : Attribute
{
    public string Mark => mark;
}

[AttributeUsage(AttributeTargets.Method)]
public sealed class RequireRoleAttribute(string role) : Attribute, IAuthorizationRequirementData
{
    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new RolesAuthorizationRequirement([role])];
}

public sealed class OwnerRequirement : AuthorizationHandler<OwnerRequirement>, IAuthorizationRequirement
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, OwnerRequirement requirement)
    {
        if (context.Resource is HttpContext http && http.GetRouteValue("owner") as string == context.User.Identity?.Name)
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

public sealed class MarkRequirement : AuthorizationHandler<MarkRequirement>, IAuthorizationRequirement
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, MarkRequirement requirement)
    {
        if (context.Resource is HttpContext http && http.GetEndpoint()?.Metadata.GetMetadata<MarkAttribute>()?.Mark == "public")
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

public static class Refusal
{
    public static IActionResult? For(HttpContext context) =>
        context.User.Identity is { IsAuthenticated: true } ? null : new StatusCodeResult(StatusCodes.Status403Forbidden);
}

[AttributeUsage(AttributeTargets.Method)]
public sealed class SyncAuthorizationFilterAttribute : Attribute, IAuthorizationFilter
{
    public void OnAuthorization(AuthorizationFilterContext context) => context.Result = Refusal.For(context.HttpContext);
}

[AttributeUsage(AttributeTargets.Method)]
public sealed class AsyncAuthorizationFilterAttribute : Attribute, IAsyncAuthorizationFilter
{
    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        await Task.Yield();
        context.Result = Refusal.For(context.HttpContext);
    }
}

[AttributeUsage(AttributeTargets.Method)]
public sealed class ResourceGateAttribute : Attribute, IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context) => context.Result = Refusal.For(context.HttpContext);

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }
}

[AttributeUsage(AttributeTargets.Method)]
public sealed class ActionGateAttribute : ActionFilterAttribute
{
    public override void OnActionExecuting(ActionExecutingContext context) => context.Result = Refusal.For(context.HttpContext);
}

public sealed class GateService : IActionFilter
{
    public void OnActionExecuting(ActionExecutingContext context) => context.Result = Refusal.For(context.HttpContext);

    public void OnActionExecuted(ActionExecutedContext context)
    {
    }
}

[AttributeUsage(AttributeTargets.Method)]
public sealed class FactoryGateAttribute : Attribute, IFilterFactory
{
    public bool IsReusable => false;

    public IFilterMetadata CreateInstance(IServiceProvider serviceProvider) => new GateService();
}

[AttributeUsage(AttributeTargets.Method)]
public sealed class UnselectableAttribute : ActionMethodSelectorAttribute
{
    public override bool IsValidForRequest(RouteContext routeContext, ActionDescriptor action) =>
        routeContext.HttpContext.User.Identity is { IsAuthenticated: true };
}

public sealed class AllowedConstraint : IRouteConstraint
{
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values[routeKey] as string == "allowed";
}

public sealed class ClosedPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => 0;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        endpoints.Any(endpoint => endpoint.Metadata.GetMetadata<MarkAttribute>()?.Mark == "closed");

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            if (candidates[i].Endpoint.Metadata.GetMetadata<MarkAttribute>()?.Mark == "closed")
                candidates.SetValidity(i, httpContext.User.Identity is { IsAuthenticated: true });
        }

        return Task.CompletedTask;
    }
}

public sealed class TeapotResultHandler : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
            await next(context);
        else
            context.Response.StatusCode = StatusCodes.Status418ImATeapot;
    }
}

public sealed class AuthorizeEverything : IControllerModelConvention
{
    public void Apply(ControllerModel controller)
    {
        foreach (var selector in controller.Actions.SelectMany(action => action.Selectors))
            selector.EndpointMetadata.Add(new AuthorizeAttribute());
    }
}

public sealed class FilterEverything : IActionModelConvention
{
    public void Apply(ActionModel action) => action.Filters.Add(new GateService());
}
