using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mvc.Mcp.OAuth.Resource;

/// <summary>
/// Stands where authorization turns into an answer, before the application's own handler: it completes the refusals of
/// MCP endpoints, and of tool calls, whichever scheme writes them, and asks for further scopes where a tool needs them (step-up).
/// </summary>
internal sealed class McpAuthorizationResultHandler(
    IAuthorizationMiddlewareResultHandler inner,
    NamedPrimitive named,
    IMcpAuthorization primitives,
    McpResources resources,
    IAuthorizationService authorization,
    IOptions<McpResourceMetadataOptions> options) : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (context.GetEndpoint() is { } endpoint && McpResources.IsMcp(endpoint))
        {
            // The body of somebody who may not call at all is not waited for.
            var primitive = named.FindByHeaders(context.Request) ??
                (authorizeResult.Succeeded ? await named.FindByBodyAsync(context.Request) : null);
            var namedPolicy = primitive is not null ? await primitives.GetPolicyAsync(primitive) : null;
            if (authorizeResult.Succeeded && await MissingAsync(context, namedPolicy) is { } failure)
                authorizeResult = PolicyAuthorizationResult.Forbid(failure);
            Complete(context, context.Request, authorizeResult, RequiredScopes.Of(policy, namedPolicy));
        }
        // What a tool call is refused inside the request is answered to its client.
        else if (context.Features.Get<IMcpToolCallFeature>() is { McpRequest: { } request } call)
        {
            Complete(context, request.Request, authorizeResult, RequiredScopes.Of(policy, await WholeAsync(call, request)));
        }

        await inner.HandleAsync(next, context, policy, authorizeResult);
    }

    // What is asked of the user may have been asked alone, before the rest.
    private static async ValueTask<AuthorizationPolicy?> WholeAsync(IMcpToolCallFeature call, HttpContext request) =>
        request.GetEndpoint()?.Metadata.GetMetadata<IMcpEndpointMetadata>()?.FindTool(call.ToolName) is { } tool &&
        request.RequestServices.GetService<IMcpAuthorization>() is { } tools
            ? await tools.GetPolicyAsync(tool)
            : null;

    /// <summary>Only scopes are looked at here. Whatever else a tool asks for, it refuses itself, as its own error.</summary>
    private async Task<AuthorizationFailure?> MissingAsync(HttpContext context, AuthorizationPolicy? policy)
    {
        var scopes = policy?.Requirements.Where(requirement => RequiredScopes.Of(requirement).Any()).ToList() ?? [];
        return scopes.Count == 0 ? null : (await authorization.AuthorizeAsync(context.User, context, scopes)).Failure;
    }

    private void Complete(HttpContext context, HttpRequest request, PolicyAuthorizationResult result, IReadOnlyList<string> scopes)
    {
        var address = resources.MetadataAddress(request);
        if (result.Challenged)
        {
            new BearerChallenge(address, scopes.Count > 0 ? scopes : [.. options.Value.ScopesSupported])
                .CompleteOnStart(context, StatusCodes.Status401Unauthorized);
        }
        else if (result.Forbidden && IsForScopesAlone(result))
        {
            new BearerChallenge(address, scopes, Duende.IdentityModel.OidcConstants.ProtectedResourceErrors.InsufficientScope)
                .CompleteOnStart(context, StatusCodes.Status403Forbidden);
        }
    }

    // Where something else is missing too, asking the user for more scopes would be in vain.
    private static bool IsForScopesAlone(PolicyAuthorizationResult result) =>
        result.AuthorizationFailure is { FailCalled: false } failure &&
        failure.FailedRequirements.Any() &&
        failure.FailedRequirements.All(requirement => RequiredScopes.Of(requirement).Any());
}
