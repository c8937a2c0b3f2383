using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Tool.Application;

/// <summary>Reads, inside an application, what it offers.</summary>
internal static class CatalogReader
{
    /// <summary>Reads all its endpoints.</summary>
    public static async Task<Catalog> ReadAsync(IServiceProvider services)
    {
        var ofApplication = services.GetRequiredService<IMcpCatalog>();
        var byHand = ByHand(services, ofApplication);
        var anonymous = new AnonymousCaller(services);
        var mapped = new List<CatalogEndpoint>();
        foreach (var group in services.GetRequiredService<IMcpEndpoints>().Endpoints.GroupBy(endpoint => endpoint.Metadata.GetRequiredMetadata<IMcpEndpointMetadata>().Catalog))
        {
            var endpoint = Read(group.Key, byHand, [.. group.Select(Route).Distinct().Order(StringComparer.Ordinal)]);
            mapped.Add(endpoint with { Hidden = await anonymous.HiddenAsync(endpoint.Items, group.First().Metadata.GetRequiredMetadata<IMcpEndpointMetadata>().FindTool) });
        }

        return new Catalog(mapped.Count > 0 ? [.. mapped.OrderBy(endpoint => endpoint.Routes[0], StringComparer.Ordinal)] : [Read(ofApplication, byHand, [])]);
    }

    private static CatalogEndpoint Read(IMcpCatalog catalog, IEnumerable<CatalogItem> byHand, IReadOnlyList<string> routes)
    {
        CatalogItem[] items = [.. byHand, .. catalog.Tools.Concat(catalog.Resources).Select(Item)];
        return new CatalogEndpoint(
            routes,
            items,
            [.. catalog.Omitted.Select(omitted => new OmittedItem(omitted.Method, omitted.Path, omitted.Reason))])
        {
            Warnings = catalog.Warnings,
        };
    }

    private static CatalogItem[] ByHand(IServiceProvider services, IMcpCatalog catalog)
    {
        var generated = catalog.Tools.Select(tool => tool.Name).ToHashSet(StringComparer.Ordinal);
        return [.. (services.GetRequiredService<IOptions<McpServerOptions>>().Value.ToolCollection ?? [])
            .Select(tool => tool.ProtocolTool)
            .Where(tool => !generated.Contains(tool.Name))
            .OrderBy(tool => tool.Name, StringComparer.Ordinal)
            .Select(tool => Item(tool.Name, nameof(McpKind.Tool), method: null, path: null, tool))];
    }

    private static CatalogItem Item(McpCatalogEntry entry) =>
        Item(entry.Name, entry.Kind.ToString(), entry.Method, entry.Path, (object?)entry.Tool ?? entry.Resource!) with { Listed = entry.Listed };

    private static CatalogItem Item(string name, string kind, string? method, string? path, object definition)
    {
        var json = JsonSerializer.SerializeToNode(definition, definition.GetType(), McpJsonUtilities.DefaultOptions)!;
        return new CatalogItem(name, kind, method, path, [.. Inputs(json)], json);
    }

    private static IEnumerable<string> Inputs(JsonNode definition)
    {
        var schema = definition["inputSchema"];
        var required = schema?["required"]?.AsArray().Select(name => (string?)name).ToHashSet() ?? [];
        return (schema?["properties"] as JsonObject ?? []).Select(property => property.Key + (required.Contains(property.Key) ? "*" : ""));
    }

    private static string Route(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText?.Trim('/');
}
