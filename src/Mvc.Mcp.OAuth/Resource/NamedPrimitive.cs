using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.OAuth.Resource;

/// <summary>
/// Finds the tool, resource or prompt that a request names in its headers, as requests do from protocol revision
/// 2026-07-28 on. Headers are only a hint: what they name is authorized again when it runs.
/// </summary>
internal sealed class NamedPrimitive(IOptions<McpServerOptions> server)
{
    private const string MethodHeader = "Mcp-Method";
    private const string NameHeader = "Mcp-Name";

    public IMcpServerPrimitive? Find(HttpRequest request)
    {
        if (request.Headers[NameHeader] is not [{ Length: > 0 } header] || McpHeaderEncoder.DecodeValue(header) is not { } name)
            return null;
        var options = server.Value;
        return request.Headers[MethodHeader].ToString() switch
        {
            RequestMethods.ToolsCall => FindTool(request, name),
            RequestMethods.ResourcesRead when options.ResourceCollection?.TryGetPrimitive(name, out var resource) == true => resource,
            RequestMethods.PromptsGet when options.PromptCollection?.TryGetPrimitive(name, out var prompt) == true => prompt,
            _ => null,
        };
    }

    // What the application mapped without AddMcp() has the SDK's tools alone.
    private McpServerTool? FindTool(HttpRequest request, string name)
    {
        if (request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<IMcpEndpointMetadata>() is { } endpoint)
            return endpoint.FindTool(name);
        return server.Value.ToolCollection?.TryGetPrimitive(name, out var tool) == true ? tool : null;
    }
}
