using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Server;
using Mvc.Mcp.Execution.InProcess;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Results;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Execution.Pipeline;

/// <summary>
/// Sends the request of a call through the application's whole pipeline, as if it had come from the network: branches by
/// path, exception middleware, rate limits and caches are there, authentication runs by the headers that come along, and the
/// services are the call's own. Only the socket is not.
/// </summary>
internal sealed partial class PipelineDispatcher(
    ApplicationPipeline pipeline,
    ActionEndpoints endpoints,
    CallSettings.Cache settings,
    CallRunner runner,
    PipelineRehearsal rehearsal,
    IHttpContextAccessor accessor,
    IServiceScopeFactory scopes,
    IServiceProvider application,
    ILogger<PipelineDispatcher> logger) : IActionDispatcher, ICallWay
{
    private const int LongestPath = 200;

    /// <inheritdoc />
    public ValueTask<ActionResponse> DispatchAsync(
        ToolDefinition operation, ActionRequest request, MessageContext call, CancellationToken cancellationToken) =>
        RunAsync(this, operation, request, call, cancellationToken);

    private ValueTask<ActionResponse> RunAsync(
        ICallWay way, ToolDefinition operation, ActionRequest request, MessageContext call, CancellationToken cancellationToken)
    {
        var action = operation.Operation.ApiDescription?.ActionDescriptor ??
            throw new InvalidOperationException($"{operation.Tool.Name} has no action in this application.");
        return endpoints.Find(action, operation.Options) is { } endpoint
            ? runner.RunAsync(way, operation, endpoint, request, call, accessor.HttpContext, application, cancellationToken)
            : new(new ActionResponse(StatusCodes.Status404NotFound, new HeaderDictionary(), default, null));
    }

    /// <inheritdoc />
    /// <remarks>Who calls is known when the pipeline has run: what stands in it may say so.</remarks>
    public ValueTask<ActionResponse?> RefuseAsync(ToolDefinition operation, MessageContext call, CancellationToken cancellationToken) => new((ActionResponse?)null);

    /// <inheritdoc />
    /// <remarks>Whether the application's own middleware would let a call pass says it alone: the request goes through all of it, up to the action.</remarks>
    public async ValueTask<ActionResponse?> RehearseAsync(
        ToolDefinition operation, ActionRequest request, MessageContext call, CancellationToken cancellationToken) =>
        await RunAsync(new Rehearsal(this, rehearsal), operation, request, call, cancellationToken) is var response && response == CallRunner.Reached ? null : response;

    /// <inheritdoc />
    HttpContext ICallWay.CreateContext(
        ToolCall call, ActionRequest request, IServiceProvider services, CallResponse response, CallLifetime lifetime) =>
        CreateContext(call, request, response, lifetime, rehearse: null);

    private DefaultHttpContext CreateContext(
        ToolCall call, ActionRequest request, CallResponse response, CallLifetime lifetime, Func<Endpoint, Endpoint>? rehearse)
    {
        var calls = settings.Of(call.Operation.Options);
        var incoming = CallContextFactory.CreateRequest(request, calls.PropagatedHeaders, call.Caller);
        incoming.MaxRequestBodySize = call.Endpoint.SizeLimit?.MaxRequestBodySize;
        if (call.Caller is { } caller)
            RestorePath(incoming, caller);
        call.AuthenticatesItself = call.Caller is not null;

        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(incoming);
        features.Set<IHttpRequestBodyDetectionFeature>(incoming);
        features.Set<IHttpRequestIdentifierFeature>(incoming);
        features.Set<IHttpMaxRequestBodySizeFeature>(incoming);
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(response);
        features.Set<IHttpRequestLifetimeFeature>(lifetime);
        features.Set<IToolCallFeature>(call);
        features.Set<IEndpointFeature>(new ExpectedEndpoint(call.Endpoint.Endpoint, features, rehearse));
        if (call.Caller is not null)
            ShareConnection(call.Caller, features);
        return new DefaultHttpContext(features) { ServiceScopeFactory = scopes, FormOptions = calls.FormOptions };
    }

    /// <inheritdoc />
    ValueTask ICallWay.RunAsync(ToolCall call, HttpContext context) => RunAsync(call, context);

    private async ValueTask RunAsync(ToolCall call, HttpContext context)
    {
        await pipeline.RunAsync(context);
        var endpoint = (ExpectedEndpoint)context.Features.Get<IEndpointFeature>()!;
        var response = (CallResponse)context.Features.Get<IHttpResponseFeature>()!;
        if (endpoint.TakenAway is { } other)
        {
            LogElsewhere(call.Operation.Tool.Name, PlainText.Escape(context.Request.Path, LongestPath), other.DisplayName);
            response.Fail(StatusCodes.Status404NotFound);
        }
        else if (!endpoint.HasArrived && response.StatusCode < StatusCodes.Status300MultipleChoices)
        {
            LogNowhere(call.Operation.Tool.Name, PlainText.Escape(context.Request.Path, LongestPath));
            response.Fail(StatusCodes.Status404NotFound);
        }
    }

    // The path is as the server saw it: what UsePathBase and Map took from the caller's is for them to take again.
    private static void RestorePath(CallRequest incoming, HttpContext caller)
    {
        var ofServer = caller.Features.Get<ServerPathBase>()?.Value ?? PathString.Empty;
        var ofPipeline = caller.Request.PathBase.StartsWithSegments(ofServer, out var rest) ? rest : caller.Request.PathBase;
        incoming.RawTarget = ofServer.Add(ofPipeline).ToUriComponent() + incoming.EncodedPath + incoming.QueryString;
        incoming.Path = ofPipeline.Value + incoming.Path;
        incoming.PathBase = ofServer.Value ?? "";
    }

    private static void ShareConnection(HttpContext caller, FeatureCollection features)
    {
        var connection = caller.Connection;
        features.Set<IHttpConnectionFeature>(new HttpConnectionFeature
        {
            ConnectionId = connection.Id,
            LocalIpAddress = connection.LocalIpAddress,
            LocalPort = connection.LocalPort,
            RemoteIpAddress = connection.RemoteIpAddress,
            RemotePort = connection.RemotePort,
        });
        Share<ServerPathBase>(caller, features);
        Share<ITlsConnectionFeature>(caller, features);
        Share<ITlsHandshakeFeature>(caller, features);
        // A handshake of several requests, as Windows authentication has it, is remembered here.
        Share<IConnectionItemsFeature>(caller, features);
    }

    private static void Share<TFeature>(HttpContext caller, FeatureCollection features)
    {
        if (caller.Features.Get<TFeature>() is { } feature)
            features.Set(feature);
    }

    /// <summary>The same way, up to the action.</summary>
    private sealed class Rehearsal(PipelineDispatcher dispatcher, PipelineRehearsal rehearsal) : ICallWay
    {
        /// <inheritdoc />
        public HttpContext CreateContext(
            ToolCall call, ActionRequest request, IServiceProvider services, CallResponse response, CallLifetime lifetime) =>
            dispatcher.CreateContext(call, request, response, lifetime, rehearsal.InPlaceOf);

        /// <inheritdoc />
        public ValueTask RunAsync(ToolCall call, HttpContext context) => dispatcher.RunAsync(call, context);
    }

    [LoggerMessage(1, LogLevel.Information, "{Tool}: the path {Path} leads to another endpoint than the tool's, {Endpoint}; the call was refused.")]
    private partial void LogElsewhere(string tool, string path, string? endpoint);

    [LoggerMessage(2, LogLevel.Warning, "{Tool}: the path {Path} was answered before it came to the tool's action; the call was refused.")]
    private partial void LogNowhere(string tool, string path);
}
