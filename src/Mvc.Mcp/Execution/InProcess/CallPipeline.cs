using System.Collections.Concurrent;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>
/// The middleware that runs for every tool call: what the options of its MCP endpoint add, and then, the same for all
/// endpoints, what the action's endpoint asks for by metadata, authorization, and the endpoint itself.
/// <c>docs/pipeline.md</c> is the table of it.
/// </summary>
internal sealed class CallPipeline(IServiceProvider services)
{
    // Limits of rate are counted in the middleware. One pipeline serves all options that ask for the same, now or after a
    // catalog was made anew: who calls by another MCP endpoint must not be counted from zero.
    private readonly Lazy<RequestDelegate> _guarded = new(() => BuildGuarded(services));
    private readonly ConcurrentDictionary<Action<IApplicationBuilder>, RequestDelegate> _configured = new();

    /// <summary>The pipeline of <paramref name="options"/>; it runs a context whose endpoint is chosen.</summary>
    public RequestDelegate Of(McpOptions options) =>
        options.ConfigurePipeline is { } configure ? _configured.GetOrAdd(configure, BuildConfigured) : _guarded.Value;

    /// <summary>Whether an endpoint with <paramref name="metadata"/> asks for middleware beside authorization.</summary>
    public static bool AskForMiddleware(EndpointMetadataCollection metadata) =>
        metadata.GetMetadata<RequestTimeoutAttribute>() is not null || metadata.GetMetadata<RequestTimeoutPolicy>() is not null ||
        metadata.GetMetadata<EnableRateLimitingAttribute>() is not null || metadata.GetMetadata<IAntiforgeryMetadata>() is not null;

    private RequestDelegate BuildConfigured(Action<IApplicationBuilder> configure)
    {
        var app = new ApplicationBuilder(services);
        CallExceptions.Add(app);
        try
        {
            configure(app);
        }
#pragma warning disable CA1031 // The delegate is the application's own and may throw anything.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            throw new InvalidOperationException(
                $"McpOptions.{nameof(McpOptions.ConfigurePipeline)} threw: {exception.GetType().Name}: {exception.Message}", exception);
        }

        app.Run(_guarded.Value);
        return app.Build();
    }

    private static RequestDelegate BuildGuarded(IServiceProvider services)
    {
        var app = new ApplicationBuilder(services);
        CallExceptions.Add(app);
        app.UseWhen(NeedsMore, branch =>
        {
            // Middleware that runs another path in place of the action's, as for an error, has taken the endpoint away.
            branch.UseWhen(context => context.GetEndpoint() is null, another => AddRouting(another, services));
            AddWhatEndpointsAskFor(branch, services);
        });
        // MVC leaves [Authorize] to this middleware: without it every action would be open.
        app.UseAuthorization();
        app.Run(RunEndpoint);
        return app.Build();
    }

    private static void AddRouting(IApplicationBuilder app, IServiceProvider services)
    {
        app.UseRouting();
        // Routing knows what is mapped behind it, which here is nothing: to map the application's endpoints once more would
        // show all of them twice. The key is the framework's; a test fails should it change.
        var routes = (IEndpointRouteBuilder)app.Properties["__EndpointRouteBuilder"]!;
        routes.DataSources.Add(services.GetRequiredService<EndpointDataSource>());
    }

    // Most calls run the action and nothing else, and pass this one question.
    private static bool NeedsMore(HttpContext context)
    {
        var called = ((IToolCallFeature)context.Features[typeof(IToolCallFeature)]!).Endpoint;
        return called.AsksForMiddleware || context.GetEndpoint() != called.Endpoint;
    }

    private static Task RunEndpoint(HttpContext context)
    {
        if (context.GetEndpoint()?.RequestDelegate is { } run)
            return run(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static void AddWhatEndpointsAskFor(IApplicationBuilder app, IServiceProvider services)
    {
        app.UseWhen(
            context => Has<RequestTimeoutAttribute>(context) || Has<RequestTimeoutPolicy>(context),
            branch => branch.UseRequestTimeouts());
        AddRateLimiter(app, services);
        if (services.GetService<IAntiforgery>() is not null)
        {
            app.UseWhen(Has<IAntiforgeryMetadata>, branch => branch.UseAntiforgery());
        }
        else
        {
            app.UseWhen(
                context => context.GetEndpoint()?.Metadata.GetMetadata<IAntiforgeryMetadata>() is { RequiresValidation: true },
                // Over HTTP such an endpoint does not run either.
                branch => branch.Run(_ => throw new InvalidOperationException(
                    "An endpoint requires an antiforgery token, and the application has no services that validate one. Call AddAntiforgery().")));
        }
    }

    // Without policies there is nothing to limit by; over HTTP the attribute means nothing then, either.
    private static void AddRateLimiter(IApplicationBuilder app, IServiceProvider services)
    {
        if (!services.GetServices<IConfigureOptions<RateLimiterOptions>>().Any())
            return;
        // The global limiter has counted the MCP request; to count the call again would halve the limit, and let a
        // limit of one concurrent request refuse every call.
        var limits = services.GetRequiredService<IOptionsFactory<RateLimiterOptions>>().Create(Options.DefaultName);
        limits.GlobalLimiter = null;
        app.UseWhen(Has<EnableRateLimitingAttribute>, branch => branch.UseRateLimiter(limits));
    }

    private static bool Has<TMetadata>(HttpContext context)
        where TMetadata : class =>
        context.GetEndpoint()?.Metadata.GetMetadata<TMetadata>() is not null;
}
