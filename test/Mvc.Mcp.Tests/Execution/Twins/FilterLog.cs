using System.Collections.Concurrent;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Mvc.Mcp.Tests.Execution.Twins;

/// <summary>Notes every stage of MVC's filter pipeline, and what the action was given.</summary>
internal sealed class FilterLog :
    IAsyncAuthorizationFilter, IAsyncResourceFilter, IAsyncActionFilter, IAsyncResultFilter, IAsyncExceptionFilter
{
    private readonly ConcurrentQueue<string> _stages = new();

    /// <summary>What was noted since the last time.</summary>
    public string[] Take()
    {
        var stages = _stages.ToArray();
        _stages.Clear();
        return stages;
    }

    public Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var request = context.HttpContext.Request;
        _stages.Enqueue($"authorization {request.Method} {request.PathBase}{request.Path}{request.QueryString} user={context.HttpContext.User.Identity?.Name}");
        _stages.Enqueue("route " + string.Join(',', request.RouteValues.OrderBy(value => value.Key).Select(value => $"{value.Key}={value.Value}")));
        return Task.CompletedTask;
    }

    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        _stages.Enqueue("resource before");
        await next();
        _stages.Enqueue("resource after");
    }

    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var valid = context.ModelState.IsValid ? "valid" : string.Join(',', context.ModelState.Where(entry => entry.Value?.Errors.Count > 0).Select(entry => entry.Key));
        _stages.Enqueue($"action before {context.ActionDescriptor.DisplayName} {valid} {string.Join(',', context.ActionArguments.Keys)}");
        var executed = await next();
        _stages.Enqueue($"action after {executed.Result?.GetType().Name} {executed.Exception?.GetType().Name}");
    }

    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        _stages.Enqueue($"result before {context.Result.GetType().Name}");
        await next();
        _stages.Enqueue($"result after {context.HttpContext.Response.StatusCode}");
    }

    public Task OnExceptionAsync(ExceptionContext context)
    {
        _stages.Enqueue($"exception {context.Exception.GetType().Name}");
        return Task.CompletedTask;
    }
}
