using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Execution.InProcess;
using Mvc.Mcp.Protocol.Endpoints;
using Mvc.Mcp.Protocol.Stdio;

namespace Mvc.Mcp.Protocol;

/// <summary>
/// Makes the catalogs when the application starts, after its endpoints are known and before a port is opened: what is wrong
/// with them is said then and not to the first caller.
/// </summary>
internal sealed class CatalogStartup(
    IOptions<McpServerOptions> serverOptions, CatalogProvider catalogs, IHttpContextAccessor accessor, McpEndpoints endpoints,
    EndpointAddresses addresses, CallPipeline calls, AuthorizationCheck authorization, MappingCheck mapping, StdioClient local) : IStartupFilter
{
    /// <inheritdoc />
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        next(app);
        // Endpoints are made when they are first asked for, and one that is mapped wrongly says so then.
        endpoints.Check();
        addresses.Tell();
        Start();
    };

    private void Start()
    {
        // With these come the hand-written tools, whose names no operation may take.
        _ = serverOptions.Value;
        catalogs.Start();
        CheckAccessor();
        mapping.Check(catalogs.All);
        // Middleware that cannot be added says so now and not to the first caller.
        foreach (var catalog in catalogs.All)
            _ = calls.Of(catalog.Snapshot.Options);
        authorization.Check(catalogs.All, serverOptions.Value, challenges: !local.IsServed);
    }

    // What is registered last is what actions get.
    private void CheckAccessor()
    {
        if (catalogs.All.Any(catalog => catalog.Snapshot.Options.Forwarding is null) && !CallHttpContextAccessor.IsBehind(accessor))
        {
            throw new InvalidOperationException(
                $"IHttpContextAccessor is {accessor.GetType()}, which was registered after AddMcp() and would show actions the MCP request " +
                "in place of their own. " +
                "Register it before AddMcp(); or leave it out, as AddMcp() registers one.");
        }
    }
}
