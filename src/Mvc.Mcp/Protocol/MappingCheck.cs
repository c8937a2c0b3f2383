using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Execution.InProcess;

namespace Mvc.Mcp.Protocol;

/// <summary>Says when the application starts what it means that none of its controllers is mapped.</summary>
internal sealed partial class MappingCheck(IServiceProvider services, ILogger<EndpointCatalog> logger)
{
    /// <summary>Looks at every catalog that runs actions in process.</summary>
    public void Check(IEnumerable<EndpointCatalog> catalogs)
    {
        foreach (var snapshot in catalogs.Select(catalog => catalog.Snapshot).Where(snapshot => snapshot.Options.Forwarding is null))
        {
            var actions = snapshot.Tools.Concat(snapshot.Resources.Select(resource => resource.Call))
                .Count(definition => definition.Operation.ApiDescription?.ActionDescriptor is ControllerActionDescriptor);
            // Asked for late: an application that only forwards calls has no actions.
            if (actions == 0 || services.GetRequiredService<ActionEndpoints>() is not { MapControllers: false } endpoints)
                continue;
            if (endpoints.RunUnmapped(snapshot.Options))
                LogRun(actions);
            else
                LogMissing(actions);
            return;
        }
    }

    [LoggerMessage(20, LogLevel.Information, "No controller is mapped as an endpoint, and RunUnmappedControllers is set or MVC has routing of its own: {Count} actions run as tools with the attributes and filters that stand on them. Conventions of MapControllers(), such as RequireAuthorization(), are not there.")]
    private partial void LogRun(int count);

    [LoggerMessage(21, LogLevel.Warning, "No controller is mapped, so {Count} actions are neither listed nor called as tools. Call app.MapControllers(), or set McpOptions.RunUnmappedControllers where the application serves MCP alone.")]
    private partial void LogMissing(int count);
}
