using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Protocol.Lists;
using Mvc.Mcp.Execution.Visibility;
using Mvc.Mcp.Tools;
using Mvc.Mcp.Tools.Resources;

namespace Mvc.Mcp.Protocol;

/// <summary>
/// Lists, reads and completes the resources of the catalog that the request's endpoint offers, as far as the caller may see
/// them. Hand-written resources stay the SDK's.
/// </summary>
internal sealed class ResourceFilters(CatalogProvider catalogs, IToolVisibility visibility, IHttpContextAccessor accessor)
{
    // What the protocol allows in one answer.
    private const int MostCompletions = 100;

    public McpRequestHandler<ListResourcesRequestParams, ListResourcesResult> WrapList(
        McpRequestHandler<ListResourcesRequestParams, ListResourcesResult> next) => async (request, cancellationToken) =>
    {
        var snapshot = Snapshot;
        var page = ListPage.Take(request.Params, hasOtherPages: request.Server.ServerOptions.Handlers.ListResourcesHandler is not null);
        var result = await next(request, cancellationToken);
        var handWritten = result.Resources.Where(resource => !ActionResource.IsOurs(resource));
        var visible = await VisibleAsync(snapshot, visibility.Of(request, cancellationToken), templated: false);
        result.Resources = page.Cut([.. handWritten, .. visible.Select(resource => resource.ProtocolResource!)], snapshot.Options.ListPageSize, result);
        if (ProtocolVersion.AllowsAnyStructuredContent(ProtocolVersion.Of(request)))
            result.TimeToLive ??= snapshot.Options.ListCacheDuration;
        return result;
    };

    public McpRequestHandler<ListResourceTemplatesRequestParams, ListResourceTemplatesResult> WrapListTemplates(
        McpRequestHandler<ListResourceTemplatesRequestParams, ListResourceTemplatesResult> next) => async (request, cancellationToken) =>
    {
        var snapshot = Snapshot;
        var page = ListPage.Take(request.Params, hasOtherPages: request.Server.ServerOptions.Handlers.ListResourceTemplatesHandler is not null);
        var result = await next(request, cancellationToken);
        var handWritten = result.ResourceTemplates.Where(resource => !ActionResource.IsOurs(resource));
        var visible = await VisibleAsync(snapshot, visibility.Of(request, cancellationToken), templated: true);
        result.ResourceTemplates = page.Cut([.. handWritten, .. visible.Select(resource => resource.ProtocolResourceTemplate)], snapshot.Options.ListPageSize, result);
        if (ProtocolVersion.AllowsAnyStructuredContent(ProtocolVersion.Of(request)))
            result.TimeToLive ??= snapshot.Options.ListCacheDuration;
        return result;
    };

    public McpRequestHandler<ReadResourceRequestParams, ReadResourceResult> WrapRead(
        McpRequestHandler<ReadResourceRequestParams, ReadResourceResult> next) => (request, cancellationToken) =>
    {
        if (request.MatchedPrimitive is ActionResource or null)
        {
            request.MatchedPrimitive = Snapshot.ActionResources.FirstOrDefault(resource => resource.IsMatch(request.Params.Uri));
        }

        return next(request, cancellationToken);
    };

    public McpRequestHandler<CompleteRequestParams, CompleteResult> WrapComplete(
        McpRequestHandler<CompleteRequestParams, CompleteResult> next) => async (request, cancellationToken) =>
    {
        if (request.Params.Ref is not ResourceTemplateReference { Uri: { } template } ||
            Snapshot.ActionResources.FirstOrDefault(resource => resource.Definition.Uri.Template == template) is not { } resource ||
            !await visibility.Of(request, cancellationToken).IsVisibleAsync(resource.Definition.Call))
        {
            return await next(request, cancellationToken);
        }

        var values = ResourceCompletion.Complete(resource.Definition, request.Params.Argument.Name, request.Params.Argument.Value);
        return new CompleteResult
        {
            Completion = new Completion
            {
                Values = [.. values.Take(MostCompletions)], Total = values.Count, HasMore = values.Count > MostCompletions,
            },
        };
    };

    private CatalogSnapshot Snapshot => catalogs.For(accessor.HttpContext).Snapshot;

    private static async ValueTask<List<ActionResource>> VisibleAsync(CatalogSnapshot snapshot, ICallerView view, bool templated)
    {
        var visible = new List<ActionResource>();
        foreach (var resource in snapshot.ActionResources)
        {
            if (resource.IsTemplated == templated && await view.IsVisibleAsync(resource.Definition.Call))
            {
                visible.Add(resource);
            }
        }

        return visible;
    }
}
