using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.AspNetCore.Routing;

namespace Mvc.Mcp.Invocation.InProcess;

/// <summary>What a tool call's context holds beside request and response: where it goes, who calls, how long it lives.</summary>
internal sealed class CallState :
    IEndpointFeature, IRouteValuesFeature, IServiceProvidersFeature, IItemsFeature, IHttpRequestLifetimeFeature,
    IHttpAuthenticationFeature
{
    private CancellationTokenSource? _abort;
    private CancellationToken _aborted;

    /// <inheritdoc />
    public Endpoint? Endpoint { get; set; }

    /// <inheritdoc />
    public RouteValueDictionary RouteValues { get; set; } = null!;

    /// <inheritdoc />
    public IServiceProvider RequestServices { get; set; } = null!;

    /// <inheritdoc />
    public IDictionary<object, object?> Items { get; set; } = null!;

    /// <inheritdoc />
    public ClaimsPrincipal? User { get; set; }

    /// <inheritdoc />
    public CancellationToken RequestAborted
    {
        get => _aborted;
        set => _aborted = value;
    }

    /// <summary>Names what ends the call; it is cancelled when the action aborts its request.</summary>
    public void LinkAbort(CancellationTokenSource abort)
    {
        _abort = abort;
        _aborted = abort.Token;
    }

    /// <inheritdoc />
    public void Abort() => _abort?.Cancel();
}
