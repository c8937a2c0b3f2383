using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mvc.Mcp.OAuth.Resource;

/// <summary>Tells at start-up what would otherwise show as a client that cannot sign in.</summary>
internal sealed partial class ResourceMetadataStartupCheck(
    IServiceProvider services, IAuthenticationSchemeProvider schemes, EndpointDataSource endpoints, McpResources resources, ILogger<ResourceMetadataStartupCheck> logger)
    : IHostedLifecycleService
{
    // By its name: an application need not have the package it comes from.
    private const string HandlerOfTheSdk = "ModelContextProtocol.AspNetCore.Authentication.McpAuthenticationHandler";

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (services.GetService<IMcpEndpoints>() is null)
            throw new InvalidOperationException("Mvc.Mcp.OAuth describes the MCP endpoints that Mvc.Mcp serves: call builder.Services.AddControllers().AddMcp().");
        if (!endpoints.Endpoints.Any(endpoint => endpoint.Metadata.GetMetadata<ResourceMetadataEndpoint>() is not null))
        {
            throw new InvalidOperationException(
                "No protected resource metadata is mapped, so MCP clients cannot find the authorization server: call app.MapMcpOAuthProxy(), or app.MapMcpResourceMetadata() without the proxy.");
        }
        if (services.GetService<IAuthorizationMiddlewareResultHandler>() is not McpAuthorizationResultHandler)
        {
            throw new InvalidOperationException(
                "Another IAuthorizationMiddlewareResultHandler was registered after Mvc.Mcp.OAuth, which hides its challenges: register it before AddMcpOAuthProxy or AddMcpResourceMetadata, which then call it.");
        }
        foreach (var scheme in await schemes.GetAllSchemesAsync())
        {
            if (scheme.HandlerType.FullName == HandlerOfTheSdk)
            {
                throw new InvalidOperationException(
                    $"The authentication scheme '{scheme.Name}' of the MCP SDK serves protected resource metadata of its own, which hides that of Mvc.Mcp.OAuth: leave out .AddMcp(...) of AddAuthentication(), and name the other scheme as the default.");
            }
        }
        if (!resources.Any)
            LogNoEndpoint();
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Warning, "No MCP endpoint is mapped, so there is no resource to describe: call app.MapMcp(...)")]
    private partial void LogNoEndpoint();
}
