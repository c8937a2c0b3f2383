using System.Runtime.ExceptionServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>
/// Lets what the application registered for exceptions answer them in a call, as <c>UseExceptionHandler()</c> does over
/// HTTP: its <see cref="IExceptionHandler"/>s, and <see cref="IProblemDetailsService"/> with its customization.
/// </summary>
internal static class CallExceptions
{
    /// <summary>Adds the framework's middleware where there is something for it to use.</summary>
    public static void Add(IApplicationBuilder app)
    {
        var services = app.ApplicationServices;
        var application = services.GetService<IOptions<ExceptionHandlerOptions>>()?.Value ?? new ExceptionHandlerOptions();
        var writesProblems = services.GetService<IProblemDetailsService>() is not null;
        if (!writesProblems && application.ExceptionHandler is null && !services.GetServices<IExceptionHandler>().Any())
            return;
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            // A path that shows errors is middleware's to run, which stands in the application's pipeline.
            ExceptionHandler = application.ExceptionHandler ?? (writesProblems ? null : Rethrow),
            StatusCodeSelector = application.StatusCodeSelector,
            SuppressDiagnosticsCallback = application.SuppressDiagnosticsCallback,
            AllowStatusCode404Response = true,
        });
    }

    // What no handler answers is what it was without any.
    private static Task Rethrow(HttpContext context)
    {
        ExceptionDispatchInfo.Throw(context.Features.Get<IExceptionHandlerFeature>()!.Error);
        return Task.CompletedTask;
    }
}
