using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Mvc.Mcp.Execution.InProcess;

namespace Mvc.Mcp.Execution.Pipeline;

/// <summary>
/// Keeps the developer's exception page out of calls: it is for whoever develops the application, and shows the exception. A
/// model gets a bare 500, as everywhere else.
/// </summary>
internal sealed class NoDeveloperPage : IDeveloperPageExceptionFilter
{
    /// <inheritdoc />
    public Task HandleExceptionAsync(ErrorContext errorContext, Func<ErrorContext, Task> next)
    {
        if (errorContext.HttpContext.Features.Get<IToolCallFeature>() is null)
            return next(errorContext);
        errorContext.HttpContext.Response.StatusCode = StatusCodes.Status500InternalServerError;
        return Task.CompletedTask;
    }
}
