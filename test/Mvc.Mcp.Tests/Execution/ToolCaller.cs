using System.Text.Json;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Tests.Execution;

/// <summary>Calls a tool of the application from inside the application, as an action may.</summary>
public sealed class ToolCaller(IOptions<McpServerOptions> options)
{
    /// <summary>Calls the tool and returns its text.</summary>
    public async Task<string> CallAsync(string tool, object arguments)
    {
        options.Value.ToolCollection!.TryGetPrimitive(tool, out var primitive);
        await using var transport = new StreamServerTransport(Stream.Null, Stream.Null);
        await using var server = McpServer.Create(transport, new McpServerOptions());
        var message = new JsonRpcRequest { Method = RequestMethods.ToolsCall, Id = new RequestId(1) };
        var parameters = new CallToolRequestParams
        {
            Name = tool,
            Arguments = JsonSerializer.SerializeToElement(arguments).EnumerateObject().ToDictionary(member => member.Name, member => member.Value),
        };
        var result = await primitive!.InvokeAsync(new RequestContext<CallToolRequestParams>(server, message, parameters));
        return result.Text();
    }
}
