using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Explorer;

/// <summary>
/// Answers the page with what only the server knows. It is under the page's own authorization and shows all there is,
/// whoever may call it: what a caller sees, the page asks of the MCP endpoint.
/// </summary>
internal static class ServerFactsEndpoint
{
    // A tool of a catalog never changes: a new catalog has new ones.
    private static readonly ConditionalWeakTable<Tool, TokenFacts> _tokens = [];

    public static Task WriteAsync(HttpContext context)
    {
        PageHeaders.Write(context.Response);
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(Describe(context), context.RequestAborted);
    }

    private static ServerFacts Describe(HttpContext context)
    {
        var services = context.RequestServices;
        var showSource = services.GetRequiredService<IWebHostEnvironment>().IsDevelopment();
        var byHand = ByHand(services, showSource);
        return new ServerFacts([.. McpEndpoint.All(services).Select(endpoint => Describe(endpoint, byHand, showSource, context.Request))]);
    }

    private static EndpointFacts Describe(
        McpEndpoint endpoint, IReadOnlyDictionary<string, ItemFacts> byHand, bool showSource, HttpRequest request)
    {
        var path = EndpointAddress.Path(endpoint.Route.RoutePattern, request.RouteValues);
        var tools = new Dictionary<string, ItemFacts>(byHand);
        foreach (var entry in endpoint.Catalog.Tools)
            tools[entry.Name] = Facts(entry, showSource);
        string[] hosts = [.. endpoint.Route.Metadata.GetMetadata<IHostMetadata>()?.Hosts ?? []];
        return new EndpointFacts(
            hosts.Length == 0 ? path : $"{path} at {string.Join(", ", hosts)}",
            EndpointAddress.Relative(path, request.Path),
            hosts,
            tools,
            endpoint.Catalog.Resources.ToDictionary(entry => entry.Resource!.UriTemplate, entry => Facts(entry, showSource)),
            endpoint.Catalog.Omitted,
            endpoint.Catalog.Warnings);
    }

    private static ItemFacts Facts(McpCatalogEntry entry, bool showSource) => new(
        entry.Method, entry.Path, entry.Tags, Tokens(entry.Tool), showSource ? ToolSource.Of(entry) : null);

    private static Dictionary<string, ItemFacts> ByHand(IServiceProvider services, bool showSource)
    {
        var generated = services.GetRequiredService<IMcpCatalog>().Tools.Select(tool => tool.Name).ToHashSet(StringComparer.Ordinal);
        return (services.GetRequiredService<IOptions<McpServerOptions>>().Value.ToolCollection ?? [])
            .Where(tool => !generated.Contains(tool.ProtocolTool.Name))
            .ToDictionary(
                tool => tool.ProtocolTool.Name,
                tool => new ItemFacts(null, null, [], Tokens(tool.ProtocolTool), showSource ? ToolSource.Of(tool) : null));
    }

    private static TokenFacts? Tokens(Tool? tool) =>
        tool is null ? null : _tokens.GetValue(tool, static tool => new TokenFacts(McpTokenEstimate.Visible(tool), McpTokenEstimate.Wire(tool)));
}
