using System.Net;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Mvc.Mcp.EndToEnd.Clients;

/// <summary>The client of the C# SDK, held to one protocol revision or left to negotiate it.</summary>
internal sealed class DotNetClient(string? protocolVersion = null) : IToolClient
{
    public async Task<IReadOnlyList<string>> ListToolsAsync(Uri endpoint, string? authorization)
    {
        await using var client = await ConnectAsync(endpoint, authorization);
        return [.. (await client.ListToolsAsync()).Select(tool => tool.Name)];
    }

    public async Task<ToolAnswer> CallToolAsync(Uri endpoint, string name, object arguments, string? authorization)
    {
        await using var client = await ConnectAsync(endpoint, authorization);
        var request = new CallToolRequestParams
        {
            Name = name,
            Arguments = JsonSerializer.SerializeToElement(arguments).Deserialize<Dictionary<string, JsonElement>>(),
        };
        try
        {
            var result = await client.CallToolAsync(request);
            return new ToolAnswer(JsonSerializer.SerializeToElement(result, McpJsonUtilities.DefaultOptions));
        }
        catch (McpProtocolException error)
        {
            var code = (int)error.ErrorCode;
            return new ToolAnswer(JsonSerializer.SerializeToElement(new { error = new { code, message = error.Message } }));
        }
        // A client that could sign in would do so here.
        catch (HttpRequestException error) when (error.StatusCode == HttpStatusCode.Unauthorized)
        {
            // Beside the status stands the tool's own answer, if the call came so far.
            var data = error.Message.Split('\n').FirstOrDefault(line => line.StartsWith("data: ", StringComparison.Ordinal));
            return new ToolAnswer(data is not null
                ? JsonSerializer.Deserialize<JsonElement>(data["data: ".Length..]).GetProperty("result")
                : JsonSerializer.SerializeToElement(new { error = new { code = (int)HttpStatusCode.Unauthorized, message = error.Message } }));
        }
    }

    /// <summary>A connection for what the other clients are not asked for.</summary>
    public Task<McpClient> ConnectAsync(Uri endpoint, string? authorization = null)
    {
        var transport = new HttpClientTransport(new HttpClientTransportOptions
        {
            Endpoint = endpoint,
            TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = authorization is null ? null : new Dictionary<string, string> { ["Authorization"] = authorization },
        });
        return McpClient.CreateAsync(transport, new McpClientOptions { ProtocolVersion = protocolVersion });
    }
}
