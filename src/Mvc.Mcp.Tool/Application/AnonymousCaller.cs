using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Tool.Application;

/// <summary>A caller whom nobody knows, as an application's authorization sees it.</summary>
internal sealed class AnonymousCaller(IServiceProvider services)
{
    /// <summary>The names of the tools that are kept from such a caller.</summary>
    public async Task<IReadOnlyList<string>> HiddenAsync(IEnumerable<CatalogItem> items, Func<string, McpServerTool?> find)
    {
        var rules = services.GetRequiredService<IMcpAuthorization>();
        var hidden = new List<string>();
        foreach (var name in items.Where(item => item.Kind == nameof(McpKind.Tool)).Select(item => item.Name))
        {
            if (find(name) is { } tool && await rules.GetPolicyAsync(tool) is { } policy && !await PassesAsync(policy))
                hidden.Add(name);
        }

        return hidden;
    }

    private async Task<bool> PassesAsync(AuthorizationPolicy policy)
    {
        await using var scope = services.CreateAsyncScope();
        var nobody = new ClaimsPrincipal(new ClaimsIdentity());
        try
        {
            var authorization = scope.ServiceProvider.GetRequiredService<IAuthorizationService>();
            return (await authorization.AuthorizeAsync(nobody, new DefaultHttpContext { RequestServices = scope.ServiceProvider, User = nobody }, policy)).Succeeded;
        }
#pragma warning disable CA1031 // Handlers are the application's own, and here there is no request for them to look at.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }
}
