using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Protocol;

/// <summary>
/// Tells clients how long a list of tools may be kept, and caches on the way whether it is the same for everybody. Where
/// anything may have looked at the caller it is not.
/// </summary>
internal sealed class ListCacheFilter(CatalogProvider catalogs, IHttpContextAccessor accessor, IAuthorizationPolicyProvider policies)
{
    private static readonly HashSet<System.Reflection.Assembly> _known =
        [typeof(ListCacheFilter).Assembly, typeof(McpServer).Assembly, typeof(HttpServerTransportOptions).Assembly];

    public McpRequestHandler<ListToolsRequestParams, ListToolsResult> Wrap(
        McpRequestHandler<ListToolsRequestParams, ListToolsResult> next) => async (request, cancellationToken) =>
    {
        var result = await next(request, cancellationToken);
        // Earlier protocol versions have no place for it.
        if (!ProtocolVersion.AllowsAnyStructuredContent(ProtocolVersion.Of(request)))
        {
            result.CacheScope = null;
            return result;
        }

        var context = accessor.HttpContext;
        result.TimeToLive ??= catalogs.For(context).Snapshot.Options.ListCacheDuration;
        if (result.CacheScope == CacheScope.Public)
            result.CacheScope = await ScopeOfAsync(request.Server.ServerOptions, context);
        return result;
    };

    /// <summary>Who may keep a list whose actions are the same for everybody.</summary>
    public async ValueTask<CacheScope> ScopeOfAsync(McpServerOptions options, HttpContext? context) =>
        await IsForEverybodyAsync(options, context) ? CacheScope.Public : CacheScope.Private;

    // What the list says of actions was found out where they were looked at.
    private async ValueTask<bool> IsForEverybodyAsync(McpServerOptions options, HttpContext? context) =>
        options.Handlers.ListToolsHandler is null &&
        options.Filters.Request.ListToolsFilters.All(filter => filter.Method.DeclaringType is { } type && _known.Contains(type.Assembly)) &&
        options.ToolCollection?.Any(tool => tool.Metadata.Any(data => data is IAuthorizeData or AuthorizationPolicy)) != true &&
        context is not null && !await IsGuardedAsync(context.GetEndpoint());

    private async ValueTask<bool> IsGuardedAsync(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is null &&
        (endpoint?.Metadata.Any(data => data is IAuthorizeData or AuthorizationPolicy or IAuthorizationRequirementData) != false ||
         await policies.GetFallbackPolicyAsync() is not null);
}
