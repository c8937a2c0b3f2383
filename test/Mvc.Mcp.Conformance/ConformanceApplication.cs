using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Conformance.Controllers;
using Mvc.Mcp.Conformance.Prompts;
using Mvc.Mcp.Conformance.Resources;
using Mvc.Mcp.Conformance.Tools;

namespace Mvc.Mcp.Conformance;

/// <summary>An application that offers everything the conformance suite looks for, at <c>/mcp</c> on a free port.</summary>
internal static class ConformanceApplication
{
    public static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddDataProtection();
        builder.Services.AddControllers()
            .AddApplicationPart(typeof(ContentController).Assembly)
            .AddMcp();
        builder.Services.AddMcpServer()
            .WithHttpTransport(options => options.SessionMode = HttpServerSessionMode.StatefulForInitializeClients)
            .WithTools<ContentTools>()
            .WithTools<ProgressTools>()
            .WithTools<ClientTools>()
            .WithTools<InputRequiredTools>()
            .WithTools<ChangeTools>()
            .WithTools([SchemaTool.Create()])
            .WithPrompts<ConformancePrompts>()
            .WithResources<ConformanceResources>()
            .WithCompleteHandler((_, _) => new(new CompleteResult { Completion = new() { Values = ["paris", "park"], Total = 2, HasMore = false } }))
            .WithSetLoggingLevelHandler((_, _) => new(new EmptyResult()))
            .WithSubscribeToResourcesHandler((_, _) => new(new EmptyResult()))
            .WithUnsubscribeFromResourcesHandler((_, _) => new(new EmptyResult()));

        var app = builder.Build();
        app.MapControllers();
        app.MapMcp("/mcp");
        await app.StartAsync();
        return app;
    }
}
