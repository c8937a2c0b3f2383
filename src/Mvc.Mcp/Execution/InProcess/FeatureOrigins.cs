using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.ResponseCaching;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>
/// Says of each feature whether a tool call has its own or shares the caller's. This is the one place where that is
/// decided.
/// </summary>
/// <remarks>
/// <para>Shared are what tells who calls and from where (connection, TLS and client certificate, session, request
/// culture, server variables), and whatever the application's own middleware has set: a tenant found for the MCP request
/// holds for its tool calls.</para>
/// <para>Everything below describes one HTTP message, or what was done with it, and would show the action the MCP
/// message: those the call makes anew, or does without.</para>
/// </remarks>
internal static class FeatureOrigins
{
    private static readonly FrozenSet<Type> _own = new[]
    {
        // The message itself.
        typeof(IHttpRequestFeature), typeof(IHttpRequestBodyDetectionFeature), typeof(IRequestBodyPipeFeature),
        typeof(IHttpRequestTrailersFeature), typeof(IQueryFeature), typeof(IFormFeature), typeof(IRequestCookiesFeature),
        typeof(IHttpRequestIdentifierFeature), typeof(IHttpResponseFeature), typeof(IHttpResponseBodyFeature),
        typeof(IHttpResponseTrailersFeature), typeof(IResponseCookiesFeature),
        // Where it goes.
        typeof(IEndpointFeature), typeof(IRouteValuesFeature), typeof(IRoutingFeature),
        // Who sends it: the call starts with the caller's user, and changes stay in the call. The authorization middleware
        // writes into the result what an endpoint's own scheme found out, and with it the user.
        typeof(IHttpAuthenticationFeature), typeof(IAuthenticateResultFeature),
        // How long it lives, with what services, and what is noted on it.
        typeof(IHttpRequestLifetimeFeature), typeof(IHttpRequestTimeoutFeature), typeof(IServiceProvidersFeature),
        typeof(IItemsFeature), typeof(IHttpActivityFeature),
        // What a server offers for its connection: a call could end or take over the caller's.
        typeof(IHttpUpgradeFeature), typeof(IHttpWebSocketFeature), typeof(IHttpExtendedConnectFeature),
        typeof(IHttpResetFeature), typeof(IHttpMaxRequestBodySizeFeature), typeof(IHttpBodyControlFeature),
        typeof(IHttpMinRequestBodyDataRateFeature), typeof(IHttpMinResponseDataRateFeature), typeof(IHttpsCompressionFeature),
        // What middleware found out about the message.
        typeof(IExceptionHandlerFeature), typeof(IExceptionHandlerPathFeature), typeof(IStatusCodePagesFeature),
        typeof(IStatusCodeReExecuteFeature), typeof(IAntiforgeryValidationFeature), typeof(IOutputCacheFeature),
        typeof(IResponseCachingFeature),
        // Whose turn it is among the calls of one request: a call that waited for its caller's turn would wait for itself.
        typeof(CallTurns),
    }.ToFrozenSet();

    // What packages that are not referenced find out about the message: the version that is asked for, and the query.
    private static readonly FrozenSet<string> _ownByName = new[]
    {
        "Asp.Versioning.IApiVersioningFeature", "Microsoft.AspNetCore.OData.Abstracts.IODataFeature", "Microsoft.AspNetCore.OData.Abstracts.IODataBatchFeature",
    }.ToFrozenSet();

    private static readonly ConcurrentDictionary<Type, bool> _known = new();

    /// <summary>Whether a feature of type <paramref name="feature"/> is never the caller's.</summary>
    public static bool IsOwn(Type feature) =>
        _known.GetOrAdd(feature, static type => _own.Contains(type) || _ownByName.Contains(type.FullName ?? ""));
}
