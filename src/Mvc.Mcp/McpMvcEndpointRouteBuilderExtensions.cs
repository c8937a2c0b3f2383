using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp;
using Mvc.Mcp.Catalog;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps MCP endpoints that differ in what they offer.</summary>
public static class McpMvcEndpointRouteBuilderExtensions
{
    private const string NoAddMcp =
        "MapMcp was called, but AddMcp was not. Add builder.Services.AddControllers().AddMcp(), or AddMcpServer().WithOpenApi(…) for the document of another API.";

    /// <summary>
    /// Maps the application's MCP endpoint: the official <c>MapMcp()</c>, which says of an application that has not called
    /// <c>AddMcp()</c> that it should.
    /// </summary>
    /// <param name="app">The application.</param>
    /// <param name="pattern">The route of the endpoint, such as <c>/mcp</c>.</param>
    /// <returns>What the official method returns: <c>RequireAuthorization()</c>, <c>RequireHost()</c> and the like apply.</returns>
    /// <exception cref="InvalidOperationException">Neither <c>AddMcp()</c> nor <c>AddMcpServer().WithHttpTransport()</c> was called.</exception>
    public static IEndpointConventionBuilder MapMcp(this WebApplication app, [StringSyntax("Route")] string pattern)
    {
        ArgumentNullException.ThrowIfNull(app);
        try
        {
            return ((IEndpointRouteBuilder)app).MapMcp(pattern);
        }
        catch (InvalidOperationException exception) when (app.Services.GetService<CatalogProvider>() is null)
        {
            throw new InvalidOperationException(NoAddMcp, exception);
        }
    }

    /// <summary>
    /// Maps an MCP endpoint with tools of its own: those that the options of <c>AddMcp</c>, changed by
    /// <paramref name="configure"/>, give.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The route of the endpoint, such as <c>/mcp/admin</c>.</param>
    /// <param name="configure">Changes the options for this endpoint only.</param>
    /// <returns>What <c>MapMcp(pattern)</c> returns: <c>RequireAuthorization()</c>, <c>RequireHost()</c> and the like apply.</returns>
    /// <exception cref="InvalidOperationException"><c>AddMcp()</c> was not called.</exception>
    /// <example>
    /// <code>
    /// app.MapMcp("/mcp", o => o.ExcludeTags.Add("admin"));
    /// app.MapMcp("/mcp/admin", o => o.IncludeTags.Add("admin")).RequireAuthorization("admin");
    /// </code>
    /// </example>
    public static IEndpointConventionBuilder MapMcp(
        this IEndpointRouteBuilder endpoints, string pattern, Action<McpOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(configure);
        var catalogs = endpoints.ServiceProvider.GetService<CatalogProvider>()
            ?? throw new InvalidOperationException(NoAddMcp);
        var catalog = catalogs.AddEndpoint(configure);
        return endpoints.MapMcp(pattern).WithMetadata(new McpEndpointMetadata(catalogs, catalog));
    }
}
