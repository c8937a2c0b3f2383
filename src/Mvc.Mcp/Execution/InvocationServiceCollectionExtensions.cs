using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using Mvc.Mcp.Authorization;
using Mvc.Mcp.Execution.Confirmation;
using Mvc.Mcp.Execution.InProcess;
using Mvc.Mcp.Execution.Pipeline;
using Mvc.Mcp.Execution.Progress;
using Mvc.Mcp.Execution.Telemetry;
using Mvc.Mcp.Execution.Visibility;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Execution;

/// <summary>Registers what carries out tool calls.</summary>
internal static class InvocationServiceCollectionExtensions
{
    /// <summary>Adds the caller of actions and the dispatcher that runs them in process.</summary>
    public static IServiceCollection AddInvocation(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddRequestTimeouts();
        services.AddRateLimiter();
        services.AddAuthenticationCore();
        services.AddHttpContextAccessor();
        services.DecorateHttpContextAccessor();
        services.ReplaceDefault<IAuthenticationHandlerProvider, AuthenticationHandlerProvider, CallAuthenticationHandlerProvider>();
        services.PostConfigure<MvcOptions>(options =>
        {
            if (!options.ValueProviderFactories.OfType<InvariantForm>().Any())
                options.ValueProviderFactories.Add(new InvariantForm());
        });
        services.AddMetrics();
        services.TryAddSingleton<CallTelemetry>();
        services.AddMcpAuthorization();
        services.TryAddTransient<RuleCheck>();
        services.TryAddSingleton<ActionAuthorization>();
        services.TryAddSingleton<IToolVisibility, EndpointVisibility>();
        services.TryAddSingleton(provider => RequestLimitsSetup.Read(
            provider.GetRequiredService<IOptions<KestrelServerOptions>>(),
            provider.GetRequiredService<IOptions<FormOptions>>(),
            provider.GetRequiredService<IOptions<MvcOptions>>()));
        services.TryAddSingleton<ConfirmationTickets>();
        services.TryAddSingleton<UserConfirmation>();
        services.TryAddSingleton<IActionCaller, ActionCaller>();
        services.TryAddSingleton<CallRunner>();
        services.TryAddSingleton<InProcessDispatcher>();
        services.TryAddSingleton<IActionDispatcher>(provider => provider.GetRequiredService<InProcessDispatcher>());
        services.TryAddSingleton<PipelineRehearsal>();
        services.TryAddSingleton<PipelineDispatcher>();
        services.TryAddSingleton<ApplicationPipeline>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, ApplicationPipeline>(provider => provider.GetRequiredService<ApplicationPipeline>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDeveloperPageExceptionFilter, NoDeveloperPage>());
        services.TryAddSingleton<CallPipeline>();
        services.TryAddSingleton<CallSettings.Cache>();
        services.TryAddSingleton<IProgress<ProgressNotificationValue>, CallProgress>();
        return services;
    }

    private static void DecorateHttpContextAccessor(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(CallHttpContextAccessor)))
            return;
        var inner = services.Last(service => service.ServiceType == typeof(IHttpContextAccessor));
        services.AddSingleton(provider => new CallHttpContextAccessor(Create(provider, inner)));
        services.Replace(ServiceDescriptor.Singleton<IHttpContextAccessor>(provider => provider.GetRequiredService<CallHttpContextAccessor>()));
    }

    private static IHttpContextAccessor Create(IServiceProvider provider, ServiceDescriptor descriptor) =>
        (IHttpContextAccessor)(descriptor.ImplementationInstance ??
            descriptor.ImplementationFactory?.Invoke(provider) ??
            ActivatorUtilities.CreateInstance(provider, descriptor.ImplementationType!));

    // An application that brought an implementation of its own keeps it.
    private static void ReplaceDefault<TService, TDefault, TOurs>(this IServiceCollection services)
        where TService : class
        where TOurs : class, TService
    {
        var current = services.LastOrDefault(service => service.ServiceType == typeof(TService));
        if (current is null || current.ImplementationType == typeof(TDefault))
            services.Replace(ServiceDescriptor.Scoped<TService, TOurs>());
    }
}
