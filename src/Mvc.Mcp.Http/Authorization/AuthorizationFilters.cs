using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;

namespace ModelContextProtocol.AspNetCore.Authorization;

/// <summary>
/// Holds hand-written tools, prompts and resources to their <c>[Authorize]</c>: callers are not shown what they may
/// not use, and cannot use it.
/// </summary>
/// <remarks>The filters are the outermost, so that nothing of the application adds to a list after them.</remarks>
internal sealed class AuthorizationFilters : IPostConfigureOptions<McpServerOptions>
{
    public void PostConfigure(string? name, McpServerOptions options)
    {
        var filters = options.Filters.Request;
        filters.CallToolFilters.Insert(0, Guard);
        filters.GetPromptFilters.Insert(0, Guard);
        filters.ReadResourceFilters.Insert(0, Guard);

        filters.ListToolsFilters.Insert(0, next => async (request, cancellationToken) =>
        {
            var result = await next(request, cancellationToken);
            result.Tools = await AllowedAsync(request, result.Tools, tool => Find(options.ToolCollection, tool.Name));
            return result;
        });
        filters.ListPromptsFilters.Insert(0, next => async (request, cancellationToken) =>
        {
            var result = await next(request, cancellationToken);
            result.Prompts = await AllowedAsync(request, result.Prompts, prompt => Find(options.PromptCollection, prompt.Name));
            return result;
        });
        filters.ListResourcesFilters.Insert(0, next => async (request, cancellationToken) =>
        {
            var result = await next(request, cancellationToken);
            result.Resources = await AllowedAsync(request, result.Resources, resource => Find(options.ResourceCollection, resource.Uri));
            return result;
        });
        filters.ListResourceTemplatesFilters.Insert(0, next => async (request, cancellationToken) =>
        {
            var result = await next(request, cancellationToken);
            result.ResourceTemplates = await AllowedAsync(
                request, result.ResourceTemplates, template => Find(options.ResourceCollection, template.UriTemplate));
            return result;
        });
    }

    private static McpRequestHandler<TParameters, TResult> Guard<TParameters, TResult>(McpRequestHandler<TParameters, TResult> next) =>
        (request, cancellationToken) => PrimitiveAccess.IsGuarded(request.MatchedPrimitive)
            ? GuardAsync(request, next, cancellationToken)
            : next(request, cancellationToken);

    private static async ValueTask<TResult> GuardAsync<TParameters, TResult>(
        RequestContext<TParameters> request, McpRequestHandler<TParameters, TResult> next, CancellationToken cancellationToken)
    {
        if (!await PrimitiveAccess.IsAllowedAsync(request.MatchedPrimitive!, request.User, request.Services, request))
            throw new McpProtocolException("Access forbidden: you are not authorized to use this.", McpErrorCode.InvalidRequest);

        return await next(request, cancellationToken);
    }

    private static async ValueTask<IList<T>> AllowedAsync<TParameters, T>(
        RequestContext<TParameters> request, IList<T> items, Func<T, IMcpServerPrimitive?> find)
    {
        List<T>? allowed = null;
        for (var i = 0; i < items.Count; i++)
        {
            var primitive = find(items[i]);
            if (!PrimitiveAccess.IsGuarded(primitive) || await PrimitiveAccess.IsAllowedAsync(primitive!, request.User, request.Services, request))
                allowed?.Add(items[i]);
            else
                allowed ??= [.. items.Take(i)];
        }

        return allowed ?? items;
    }

    private static T? Find<T>(McpServerPrimitiveCollection<T>? collection, string id)
        where T : class, IMcpServerPrimitive =>
        collection is not null && collection.TryGetPrimitive(id, out var primitive) ? primitive : null;
}
