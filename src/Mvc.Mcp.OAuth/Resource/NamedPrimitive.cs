using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.OAuth.Resource;

/// <summary>
/// Finds the tool, resource or prompt that a request names: in its headers, as requests do from protocol version
/// 2026-07-28 on, or in its body. Either is only a hint: what is named is authorized again when it runs.
/// </summary>
internal sealed class NamedPrimitive(IOptions<McpServerOptions> server)
{
    private const string MethodHeader = "Mcp-Method";
    private const string NameHeader = "Mcp-Name";

    /// <summary>What the headers of a request name.</summary>
    public IMcpServerPrimitive? FindByHeaders(HttpRequest request) =>
        request.Headers[NameHeader] is [{ Length: > 0 } header] && McpHeaderEncoder.DecodeValue(header) is { } name
            ? Find(request, request.Headers[MethodHeader].ToString(), name)
            : null;

    /// <summary>What the body of a request names, which is left as it is; whoever reads it next begins at its start.</summary>
    public async ValueTask<IMcpServerPrimitive?> FindByBodyAsync(HttpRequest request) =>
        request.Headers[NameHeader].Count == 0 && await PostedName.ReadAsync(request) is var (method, name) ? Find(request, method, name) : null;

    private IMcpServerPrimitive? Find(HttpRequest request, string method, string name)
    {
        var options = server.Value;
        return method switch
        {
            RequestMethods.ToolsCall => request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<IMcpEndpointMetadata>()?.FindTool(name),
            RequestMethods.ResourcesRead when options.ResourceCollection?.TryGetPrimitive(name, out var resource) == true => resource,
            RequestMethods.PromptsGet when options.PromptCollection?.TryGetPrimitive(name, out var prompt) == true => prompt,
            _ => null,
        };
    }
}
