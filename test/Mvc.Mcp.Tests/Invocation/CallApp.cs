using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Invocation;

namespace Mvc.Mcp.Tests.Invocation;

/// <summary>
/// A running application with some controllers, whose actions can be called both over HTTP and as tools. A tool call is
/// made inside a request to <c>/call</c>, as an MCP endpoint makes it.
/// </summary>
internal sealed class CallApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private CallApp(WebApplication app) => _app = app;

    /// <summary>Sends plain HTTP requests.</summary>
    public HttpClient Client { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    /// <summary>What happens at <c>/call</c> around the tool call; the call itself when not set.</summary>
    public Func<HttpContext, Func<Task>, Task>? Around { get; set; }

    public static async Task<CallApp> StartAsync(
        Type[] controllers,
        Action<IServiceCollection>? services = null,
        Action<McpOptions>? options = null,
        Action<WebApplication>? app = null,
        Action<ControllerActionEndpointConventionBuilder>? endpoints = null,
        Action<IMvcBuilder>? mvc = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        var mvcBuilder = builder.Services.AddControllers().ConfigureApplicationPartManager(parts =>
        {
            parts.ApplicationParts.Clear();
            parts.FeatureProviders.Clear();
            parts.FeatureProviders.Add(new Only(controllers));
        });
        mvc?.Invoke(mvcBuilder);
        builder.Services.AddEndpointsApiExplorer();
        builder.Services.Configure<McpOptions>(options ?? (_ => { }));
        services?.Invoke(builder.Services);
        builder.Services.AddInvocation();
        var web = builder.Build();
        var running = new CallApp(web);
        app?.Invoke(web);
        var mapped = web.MapControllers();
        endpoints?.Invoke(mapped);
        web.MapPost("/call", running.CallAsync);
        await web.StartAsync();
        running.Client = web.GetTestClient();
        return running;
    }

    /// <summary>Calls the action named <paramref name="action"/> as a tool.</summary>
    public async Task<CallToolResult> CallToolAsync(
        string action, object? arguments = null, Action<HttpRequestMessage>? request = null, string? protocolVersion = "2026-07-28",
        CancellationToken cancellationToken = default)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/call?mcp=true")
        {
            Content = new StringContent(JsonSerializer.Serialize(new
            {
                action,
                protocolVersion,
                arguments = JsonSerializer.SerializeToElement(arguments ?? new { }),
            })),
        };
        request?.Invoke(message);
        using var response = await Client.SendAsync(message, cancellationToken);
        response.StatusCode.Should().Be(System.Net.HttpStatusCode.OK, await response.Content.ReadAsStringAsync(cancellationToken));
        return JsonSerializer.Deserialize<CallToolResult>(await response.Content.ReadAsStreamAsync(cancellationToken), McpJsonUtilities.DefaultOptions)!;
    }

    public OperationDefinition Operation(string action)
    {
        var description = Services.GetRequiredService<IApiDescriptionGroupCollectionProvider>().ApiDescriptionGroups.Items
            .SelectMany(group => group.Items)
            .Single(item => item.ActionDescriptor is ControllerActionDescriptor descriptor && descriptor.ActionName == action);
        return HandMade.Operation(description, Services.GetRequiredService<IOptions<McpOptions>>().Value);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private async Task CallAsync(HttpContext context)
    {
        using var call = await JsonDocument.ParseAsync(context.Request.Body);
        var root = call.RootElement;
        await using var transport = new StreamServerTransport(Stream.Null, Stream.Null);
        await using var server = McpServer.Create(transport, new McpServerOptions(), null, context.RequestServices);
        var message = new JsonRpcRequest
        {
            Method = RequestMethods.ToolsCall,
            Id = new RequestId(1),
            Context = new JsonRpcMessageContext { ProtocolVersion = root.GetProperty("protocolVersion").GetString(), User = context.User },
        };
        var request = new RequestContext<CallToolRequestParams>(server, message, new CallToolRequestParams
        {
            Name = root.GetProperty("action").GetString()!,
            Arguments = root.GetProperty("arguments").EnumerateObject().ToDictionary(member => member.Name, member => member.Value),
        });
        CallToolResult? result = null;
        async Task Call() => result = await context.RequestServices.GetRequiredService<IActionCaller>()
            .CallToolAsync(Operation(request.Params.Name), request, context.RequestAborted);
        await (Around?.Invoke(context, Call) ?? Call());
        await context.Response.WriteAsJsonAsync(result, McpJsonUtilities.DefaultOptions);
    }

    private sealed class Only(Type[] controllers) : IApplicationFeatureProvider<ControllerFeature>
    {
        public void PopulateFeature(IEnumerable<ApplicationPart> parts, ControllerFeature feature)
        {
            foreach (var controller in controllers)
                feature.Controllers.Add(controller.GetTypeInfo());
        }
    }
}
