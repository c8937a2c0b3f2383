using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.OAuth.Resources;

/// <summary>
/// The authorization policy of the tool, resource or prompt that a request names in its headers, as it does from protocol
/// revision 2026-07-28 on. Headers are only a hint: what they name is authorized again when it runs.
/// </summary>
internal sealed class NamedPrimitive(IOptions<McpServerOptions> server, IAuthorizationPolicyProvider policies)
{
    private const string MethodHeader = "Mcp-Method";
    private const string NameHeader = "Mcp-Name";

    public async Task<AuthorizationPolicy?> PolicyAsync(HttpRequest request)
    {
        if (Find(request) is not { } primitive || primitive.Metadata.OfType<IAllowAnonymous>().Any())
            return null;
        var policy = await AuthorizationPolicy.CombineAsync(
            policies, primitive.Metadata.OfType<IAuthorizeData>(), primitive.Metadata.OfType<AuthorizationPolicy>());
        var requirements = primitive.Metadata.OfType<IAuthorizationRequirementData>().SelectMany(data => data.GetRequirements()).ToList();
        if (requirements.Count == 0)
            return policy;
        var further = new AuthorizationPolicyBuilder().AddRequirements([.. requirements]).Build();
        return policy is null ? further : AuthorizationPolicy.Combine(policy, further);
    }

    private IMcpServerPrimitive? Find(HttpRequest request)
    {
        if (request.Headers[NameHeader] is not [{ Length: > 0 } header] || McpHeaderEncoder.DecodeValue(header) is not { } name)
            return null;
        var options = server.Value;
        return request.Headers[MethodHeader].ToString() switch
        {
            RequestMethods.ToolsCall when options.ToolCollection?.TryGetPrimitive(name, out var tool) == true => tool,
            RequestMethods.ResourcesRead when options.ResourceCollection?.TryGetPrimitive(name, out var resource) == true => resource,
            RequestMethods.PromptsGet when options.PromptCollection?.TryGetPrimitive(name, out var prompt) == true => prompt,
            _ => null,
        };
    }
}
