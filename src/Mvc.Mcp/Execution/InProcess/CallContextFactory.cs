using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.ResponseCaching;
using Mvc.Mcp.Requests;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>Makes the context in which an action runs for a tool call.</summary>
internal static class CallContextFactory
{
    private static readonly string[] _noHeaders = [];

    /// <summary>Makes the context of <paramref name="call"/>.</summary>
    /// <param name="call">The call and its caller.</param>
    /// <param name="request">The request it stands for.</param>
    /// <param name="propagatedHeaders">The names of the headers that come from the caller.</param>
    /// <param name="services">The services of the request.</param>
    /// <param name="response">Where the action writes.</param>
    /// <param name="lifetime">How long it lives.</param>
    public static DefaultHttpContext Create(
        ToolCall call, ActionRequest request, string[] propagatedHeaders, IServiceProvider services, CallResponse response, CallLifetime lifetime)
    {
        var caller = call.Caller;
        var endpoint = call.Endpoint;
        var incoming = CreateRequest(request, propagatedHeaders, caller);
        incoming.MaxRequestBodySize = endpoint.SizeLimit?.MaxRequestBodySize;
        var state = new CallState
        {
            Endpoint = endpoint.Endpoint,
            RouteValues = endpoint.CreateRouteValues(request),
            RequestServices = services,
            Items = Items(caller),
        };
        state.Adopt(
            caller is null ? call.Message.User ?? new ClaimsPrincipal(new ClaimsIdentity()) : caller.User,
            (caller?.Features[typeof(IAuthenticateResultFeature)] as IAuthenticateResultFeature)?.AuthenticateResult);

        // The order is that in which MVC asks most often.
        var features = new CallFeatures(caller?.Features);
        features.Add(typeof(IHttpRequestFeature), incoming);
        features.Add(typeof(IHttpResponseFeature), response);
        features.Add(typeof(IHttpResponseBodyFeature), response);
        features.Add(typeof(IRouteValuesFeature), state);
        features.Add(typeof(IEndpointFeature), state);
        features.Add(typeof(IToolCallFeature), call);
        features.Add(typeof(IMcpToolCallFeature), call);
        features.Add(typeof(IHttpAuthenticationFeature), state);
        features.Add(typeof(IAuthenticateResultFeature), state);
        features.Add(typeof(IServiceProvidersFeature), state);
        features.Add(typeof(IItemsFeature), state);
        features.Add(typeof(IHttpRequestLifetimeFeature), lifetime);
        // Model binding makes these, and finds their place at once.
        features.Add(typeof(IFormFeature), null);
        features.Add(typeof(IQueryFeature), null);
        features.Add(typeof(IHttpRequestBodyDetectionFeature), incoming);
        features.Add(typeof(IHttpRequestIdentifierFeature), incoming);
        features.Add(typeof(IHttpMaxRequestBodySizeFeature), incoming);
        // [ResponseCache(VaryByQueryKeys = …)] fails where nobody listens, as it would without the middleware over HTTP.
        if (caller is null || caller.Features[typeof(IResponseCachingFeature)] is not null)
            features.Add(typeof(IResponseCachingFeature), new ResponseCachingFeature());
        return new DefaultHttpContext(features);
    }

    /// <summary>
    /// Makes a context with no request to speak of, in which to ask whether the caller may make <paramref name="call"/>.
    /// What is asked there, such as authentication by other schemes, leaves no trace on the caller's own context.
    /// </summary>
    public static DefaultHttpContext CreateProbe(ToolCall call, IServiceProvider services, CallLifetime lifetime) =>
        Create(
            call,
            new ActionRequest { Method = call.Operation.Request.Method, Path = "/" },
            _noHeaders, services, new CallResponse(new CallBody(0)), lifetime);

    /// <summary>Makes the request of a call: what the arguments made of it, and what of the caller's goes along.</summary>
    public static CallRequest CreateRequest(ActionRequest request, string[] propagatedHeaders, HttpContext? caller)
    {
        IHeaderDictionary headers = new CallHeaders();
        if (caller is not null)
        {
            headers.Host = caller.Request.Headers.Host;
            foreach (var name in propagatedHeaders)
            {
                if (caller.Request.Headers.TryGetValue(name, out var value))
                    headers[name] = value;
            }
        }

        foreach (var header in request.Headers)
            headers[header.Key] = header.Value;
        var incoming = new CallRequest
        {
            Protocol = caller?.Request.Protocol ?? HttpProtocol.Http11,
            Scheme = caller?.Request.Scheme ?? "http",
            Method = request.Method,
            PathBase = caller?.Request.PathBase.Value ?? "",
            Path = Decoded(request.Path),
            QueryString = request.QueryString,
            EncodedPath = request.Path,
            Headers = headers,
            TraceIdentifier = caller?.TraceIdentifier ?? Guid.NewGuid().ToString("N"),
        };
        if (request.ContentType is not null)
        {
            headers.ContentType = request.ContentType;
            headers.ContentLength = request.Body.Length;
            incoming.SetBody(request.Body);
        }

        return incoming;
    }

    // Servers decode all of a path but its escaped slashes.
    private static string Decoded(string path) =>
        path.Contains('%', StringComparison.Ordinal)
            ? Uri.UnescapeDataString(path.Replace("%2F", "%252F", StringComparison.OrdinalIgnoreCase))
            : path;

    // Copied, so that what one call notes is not seen by the next. MVC keeps two objects there that are bound to the
    // context they were made for.
    private static Dictionary<object, object?> Items(HttpContext? caller)
    {
        if (caller is null || caller.Items.Count == 0)
            return [];
        var items = new Dictionary<object, object?>(caller.Items);
        items.Remove(typeof(IUrlHelper));
        items.Remove(typeof(ITempDataDictionary));
        return items;
    }
}
