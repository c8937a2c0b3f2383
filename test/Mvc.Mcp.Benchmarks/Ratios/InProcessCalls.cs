using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Benchmarks.Subject;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Execution;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Requests.Values;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Benchmarks.Ratios;

/// <summary>
/// <c>get_product</c> as a tool in process, as the bare delegate of the same endpoint on a <see cref="DefaultHttpContext"/>
/// that captures the body, and as a tool whose calls go over loopback. All have the services of one request.
/// </summary>
internal sealed class InProcessCalls : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly AsyncServiceScope _scope;
    private readonly McpServer _server;
    private readonly McpServerTool _tool;
    private readonly McpServerTool _forwarded;
    private readonly RequestContext<CallToolRequestParams> _request;
    private readonly RequestContext<CallToolRequestParams> _creation;
    private readonly McpServerTool _checked;
    private readonly McpServerTool _unchecked;
    private readonly HttpContext _caller;
    private readonly Endpoint _endpoint;
    private readonly IActionDispatcher _dispatcher;
    private readonly ActionRequest _actionRequest = new() { Method = "GET", Path = "/products/42", RouteValues = [new("id", "42")] };

    private InProcessCalls(WebApplication app)
    {
        _app = app;
        _scope = app.Services.CreateAsyncScope();
        _tool = app.Services.GetRequiredService<IOptions<McpServerOptions>>().Value.ToolCollection!["get_product"];
        // The second endpoint forwards.
        _forwarded = app.Services.GetRequiredService<CatalogProvider>().All.ElementAt(1).FindTool("get_product")!;
        _dispatcher = app.Services.GetRequiredService<IActionDispatcher>();
        _endpoint = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.Single(endpoint =>
            endpoint.Metadata.GetMetadata<ControllerActionDescriptor>()?.AttributeRouteInfo?.Name == "get_product");
        _caller = new DefaultHttpContext { RequestServices = _scope.ServiceProvider };
        _caller.Request.Method = HttpMethods.Post;
        _caller.Request.Host = new HostString("localhost");
        _caller.Request.Path = "/mcp";
        _server = McpServer.Create(
            new StreamServerTransport(Stream.Null, Stream.Null), new McpServerOptions(), null, _scope.ServiceProvider);
        var message = new JsonRpcRequest
        {
            Id = new RequestId(1),
            Method = RequestMethods.ToolsCall,
            Context = new JsonRpcMessageContext { ProtocolVersion = "2026-07-28" },
        };
        _request = Call(message, "get_product", """{"id":42}""");
        _creation = Call(message, "create_product", """{"name":"Kettle","price":39.5,"inStock":5,"category":"kitchen","tags":["steel","small"]}""");
        _checked = app.Services.GetRequiredService<IOptions<McpServerOptions>>().Value.ToolCollection!["create_product"];
        _unchecked = Unchecked(((ActionTool)_checked).Definition, app.Services.GetRequiredService<IActionCaller>());
    }

    public static async Task<InProcessCalls> StartAsync()
    {
        var app = ShopApplication.Build(new HostSpec(5));
        await app.StartAsync();
        return new InProcessCalls(app);
    }

    /// <summary>Shows the caller's request to everything that runs in the calling method's flow.</summary>
    public void Enter() => _app.Services.GetRequiredService<IHttpContextAccessor>().HttpContext = _caller;

    public ValueTask<CallToolResult> CallToolAsync() => _tool.InvokeAsync(_request);

    public async Task<object> ForwardToolAsync() => await _forwarded.InvokeAsync(_request);

    /// <summary>A call with a body, each value of which is held to the schema.</summary>
    public async Task<object> CreateAsync() => await _checked.InvokeAsync(_creation);

    /// <summary>The same call where any value is taken.</summary>
    public async Task<object> CreateUncheckedAsync() => await _unchecked.InvokeAsync(_creation);

    /// <summary>The call without the reading of arguments and result.</summary>
    public async Task<int> DispatchAsync()
    {
        using var response = await _dispatcher.DispatchAsync(((ActionTool)_tool).Definition, _actionRequest, _request, default);
        return response.StatusCode;
    }

    public async Task<object> RunDelegateAsync()
    {
        var context = new DefaultHttpContext { RequestServices = _scope.ServiceProvider };
        context.Request.Method = HttpMethods.Get;
        context.Request.Path = "/products/42";
        context.Request.RouteValues = new RouteValueDictionary { ["action"] = "Get", ["controller"] = "Products", ["id"] = "42" };
        var body = new MemoryStream();
        context.Response.Body = body;
        context.SetEndpoint(_endpoint);
        await _endpoint.RequestDelegate!(context);
        return body.ToArray();
    }

    private RequestContext<CallToolRequestParams> Call(JsonRpcRequest message, string tool, string arguments) => new(_server, message, new CallToolRequestParams
    {
        Name = tool,
        Arguments = JsonElement.Parse(arguments).EnumerateObject().ToDictionary(argument => argument.Name, argument => argument.Value),
    });

    private static ActionTool Unchecked(ToolDefinition definition, IActionCaller caller) => new(
        definition with { Request = definition.Request.With([.. definition.Request.Arguments.Select(argument => argument with { Schema = ValueSchema.Any })], []) },
        caller);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _scope.DisposeAsync();
        await _app.DisposeAsync();
    }
}
