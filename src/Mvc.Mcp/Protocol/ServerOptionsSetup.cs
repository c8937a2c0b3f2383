using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Protocol.Discovery;
using Mvc.Mcp.Protocol.Lists;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Protocol;

/// <summary>
/// Puts the catalog into the SDK server's options, after the application has set its own: its tools and filters stay, and
/// what it says of the server wins over the Swagger document.
/// </summary>
internal sealed class ServerOptionsSetup(
    CatalogProvider catalogs,
    ListToolsFilter listTools,
    CallToolFilter callTool,
    ListCacheFilter listCache,
    SearchListFilter searchList,
    SearchCallFilter searchCall,
    ResourceFilters resources,
    AnonymousInstructions anonymous,
    IOptionsMonitor<McpOptions> mcpOptions,
    IOptions<HttpServerTransportOptions> transport,
    IHostEnvironment environment) : IPostConfigureOptions<McpServerOptions>
{
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);
    private bool _isShared;

    /// <inheritdoc />
    public void PostConfigure(string? name, McpServerOptions options)
    {
        options.ToolCollection = ToolsOf(options);
        options.Filters.Request.ListToolsFilters.Add(listTools.Wrap);
        // Outermost, so that filters of the application see the tools, and what is sent.
        options.Filters.Request.ListToolsFilters.Insert(0, searchList.Wrap);
        options.Filters.Request.ListToolsFilters.Insert(0, listCache.Wrap);
        options.Filters.Request.ListToolsFilters.Insert(0, ToolListWriter.WrapList);
        options.Filters.Message.OutgoingFilters.Insert(0, ToolListWriter.WrapMessage);
        options.Filters.Message.OutgoingFilters.Insert(0, anonymous.WrapMessage);
        options.Filters.Request.CallToolFilters.Insert(0, searchCall.Wrap);
        options.Filters.Request.CallToolFilters.Add(callTool.Wrap);

        // Options may be asked for while endpoints are still being mapped.
        if (catalogs.IsStarted)
        {
            Complete(options);
        }
        else
        {
            catalogs.Started += (_, _) => Complete(options);
        }
    }

    // The same collection for every server of the process, and for the application's own options, which come first: its
    // Changed event reaches them all. Where the application changes the options of each session, what it takes from one is
    // not taken from the others.
    private ActionToolCollection ToolsOf(McpServerOptions options)
    {
        foreach (var tool in options.ToolCollection ?? [])
        {
            // These are created anew for each session, and what the application has taken out since stays out.
            if (_known.TryAdd(tool.ProtocolTool.Name, true))
            {
                catalogs.Collections.Tools.TryAdd(tool);
            }
        }

        var isFirst = !Interlocked.Exchange(ref _isShared, true);
        return isFirst || transport.Value.ConfigureSessionOptions is null ? catalogs.Collections.Tools : catalogs.Collections.CreateForSession();
    }

    // What only the catalogs know.
    private void Complete(McpServerOptions options)
    {
        AddResources(options);
        Describe(options);
    }

    private void Describe(McpServerOptions options)
    {
        var mcp = mcpOptions.CurrentValue;
        var info = catalogs.Default.Snapshot.Info;
        options.ServerInfo ??= new Implementation
        {
            Name = PlainText.Strip(mcp.ServerName ?? info.Title ?? environment.ApplicationName),
            Version = PlainText.Strip(mcp.ServerVersion ?? info.Version ?? "1.0"),
        };
        options.ServerInstructions = PlainText.StripOrNull(options.ServerInstructions ?? mcp.Instructions ?? info.Description);
    }

    private void AddResources(McpServerOptions options)
    {
        if (catalogs.Collections.Resources is not { } collection)
        {
            return;
        }

        foreach (var resource in options.ResourceCollection ?? [])
        {
            collection.TryAdd(resource);
        }

        options.ResourceCollection = collection;
        options.Filters.Request.ListResourcesFilters.Add(resources.WrapList);
        options.Filters.Request.ListResourceTemplatesFilters.Add(resources.WrapListTemplates);
        options.Filters.Request.ReadResourceFilters.Add(resources.WrapRead);
        options.Capabilities ??= new ServerCapabilities();
        options.Capabilities.Completions ??= new CompletionsCapability();
        options.Filters.Request.CompleteFilters.Add(resources.WrapComplete);
    }
}
