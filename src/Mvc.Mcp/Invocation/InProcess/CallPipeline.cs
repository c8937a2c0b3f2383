using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Mvc.Mcp.Invocation.InProcess;

/// <summary>The middleware that runs for every tool call of one MCP endpoint: what its options add, authorization, the action's endpoint.</summary>
internal static class CallPipeline
{
    /// <summary>Builds the pipeline; it runs a context whose endpoint is chosen.</summary>
    public static RequestDelegate Build(IServiceProvider services, McpOptions options)
    {
        var app = new ApplicationBuilder(services);
        options.ConfigurePipeline?.Invoke(app);
        // MVC leaves [Authorize] to this middleware: without it every action would be open.
        app.UseAuthorization();
        app.Run(context => context.GetEndpoint()!.RequestDelegate!(context));
        return app.Build();
    }
}
