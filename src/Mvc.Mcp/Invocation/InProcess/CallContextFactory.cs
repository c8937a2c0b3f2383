using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Routing;

namespace Mvc.Mcp.Invocation.InProcess;

/// <summary>Makes the context in which an action runs for a tool call.</summary>
internal static class CallContextFactory
{
    /// <summary>Makes the context of <paramref name="call"/>, whose response goes into <paramref name="body"/>.</summary>
    public static HttpContext Create(
        ToolCall call, CallSettings settings, ActionRequest request, ActionEndpoint endpoint, IServiceProvider services, CallBody body,
        CancellationTokenSource abort)
    {
        var caller = call.Caller;
        var incoming = CreateRequest(request, settings, caller);
        var response = new CallResponse(body);
        var state = new CallState
        {
            Endpoint = endpoint.Endpoint,
            RouteValues = RouteValues(endpoint, request),
            RequestServices = services,
            Items = Items(caller),
            User = caller is null ? call.Message.User ?? new ClaimsPrincipal(new ClaimsIdentity()) : caller.User,
        };
        state.LinkAbort(abort);

        var features = new CallFeatures(caller?.Features);
        features.Add(typeof(IHttpRequestFeature), incoming);
        features.Add(typeof(IHttpResponseFeature), response);
        features.Add(typeof(IHttpResponseBodyFeature), response);
        features.Add(typeof(IRouteValuesFeature), state);
        features.Add(typeof(IEndpointFeature), state);
        features.Add(typeof(IHttpAuthenticationFeature), state);
        features.Add(typeof(IServiceProvidersFeature), state);
        features.Add(typeof(IItemsFeature), state);
        features.Add(typeof(IHttpRequestLifetimeFeature), state);
        features.Add(typeof(IHttpRequestBodyDetectionFeature), incoming);
        features.Add(typeof(IHttpRequestIdentifierFeature), incoming);
        features.Add(typeof(IToolCallFeature), call);
        return new DefaultHttpContext(features);
    }

    private static CallRequest CreateRequest(ActionRequest request, CallSettings settings, HttpContext? caller)
    {
        IHeaderDictionary headers = new HeaderDictionary();
        if (caller is not null)
        {
            headers.Host = caller.Request.Headers.Host;
            foreach (var name in settings.ForwardedHeaders)
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
            Path = Uri.UnescapeDataString(request.Path.Replace("%2F", "%252F", StringComparison.OrdinalIgnoreCase)),
            QueryString = request.QueryString,
            RawTarget = caller?.Request.PathBase.ToUriComponent() + request.Path + request.QueryString,
            Headers = headers,
            TraceIdentifier = caller?.TraceIdentifier ?? Guid.NewGuid().ToString("N"),
        };
        if (request.ContentType is not null)
        {
            headers.ContentType = request.ContentType;
            headers.ContentLength = request.Body.Length;
            incoming.CanHaveBody = true;
            incoming.Body = new ReadOnlyMemoryStream(request.Body);
        }

        return incoming;
    }

    private static RouteValueDictionary RouteValues(ActionEndpoint endpoint, ActionRequest request)
    {
        var values = new RouteValueDictionary();
        foreach (var (name, value) in endpoint.Defaults)
            values[name] = value;
        foreach (var (name, value) in request.RouteValues)
            values[name] = value;
        return values;
    }

    // Copied, so that what one call notes is not seen by the next. MVC keeps two objects there that are bound to the
    // context they were made for.
    private static Dictionary<object, object?> Items(HttpContext? caller)
    {
        if (caller is null)
            return [];
        var items = new Dictionary<object, object?>(caller.Items);
        items.Remove(typeof(IUrlHelper));
        items.Remove(typeof(ITempDataDictionary));
        return items;
    }
}
