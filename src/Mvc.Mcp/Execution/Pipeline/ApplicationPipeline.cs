using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Mvc.Mcp.Execution.Pipeline;

/// <summary>
/// The application's own pipeline, as a request from the network goes through it. It is kept when the application builds it;
/// nothing is built a second time, so that what middleware counts or caches is counted and cached once.
/// </summary>
internal sealed class ApplicationPipeline : IStartupFilter
{
    private RequestDelegate? _pipeline;

    /// <inheritdoc />
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(rest =>
        {
            _pipeline = rest;
            return context => RunRequest(context, rest);
        });
        next(app);
    };

    /// <summary>Runs <paramref name="context"/> through all of it.</summary>
    public Task RunAsync(HttpContext context) =>
        (_pipeline ?? throw new InvalidOperationException(
            "McpOptions.RunThroughPipeline is set, but the application has no web host, and so no pipeline. Leave it out."))(context);

    // Below a virtual application of its server a request comes with a path base, to which middleware may add.
    private static Task RunRequest(HttpContext context, RequestDelegate rest)
    {
        if (context.Request.PathBase.HasValue)
            context.Features.Set(new ServerPathBase(context.Request.PathBase));
        return rest(context);
    }
}
