using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp;
using Mvc.Mcp.Explorer;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the explorer: a page in the browser that shows what a model sees of the application, and calls its tools.</summary>
public static class McpExplorerEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps the page, for every MCP endpoint that the application maps. Whoever opens it is one more client of these
    /// endpoints, with the browser's own credentials or a pasted token; beside that it reads, from the server, what was left
    /// out and why.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">Where the page is.</param>
    /// <returns>A builder for conventions of all the page's endpoints, such as <c>RequireAuthorization()</c>.</returns>
    /// <exception cref="InvalidOperationException"><c>AddMcp()</c> was not called.</exception>
    /// <remarks>
    /// In any environment but Development the start stops unless the page asks for authorization, or <c>AllowAnonymous()</c>
    /// says that it is meant to be open.
    /// </remarks>
    /// <example>
    /// <code>
    /// if (app.Environment.IsDevelopment())
    ///     app.MapMcpExplorer();
    /// </code>
    /// </example>
    public static IEndpointConventionBuilder MapMcpExplorer(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = "/mcp-explorer")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        if (endpoints.ServiceProvider.GetService<IMcpCatalog>() is null)
            throw new InvalidOperationException("MapMcpExplorer was called, but AddMcp was not. Add builder.Services.AddControllers().AddMcp().");

        var access = new ExplorerAccess(endpoints.ServiceProvider, pattern);
        var group = endpoints.MapGroup(pattern).ExcludeFromDescription();
        group.MapGet("", access.ByName(ExplorerPage.WriteAsync)).WithDisplayName("MCP explorer");
        group.MapGet("catalog.json", access.ByName(ServerFactsEndpoint.WriteAsync)).WithDisplayName("MCP explorer: what the server knows");
        foreach (var file in PageFiles.All.Where(file => file.Name != PageFiles.Index))
            group.MapGet(file.Name, access.ByName(file.WriteAsync)).WithDisplayName($"MCP explorer: {file.Name}");
        ((IEndpointConventionBuilder)group).Finally(access.Check);
        return group;
    }
}
