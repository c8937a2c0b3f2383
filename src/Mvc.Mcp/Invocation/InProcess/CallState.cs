using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.AspNetCore.Routing;

namespace Mvc.Mcp.Invocation.InProcess;

/// <summary>What a tool call's context holds beside request and response: where it goes, who calls, with what services.</summary>
internal sealed class CallState : IEndpointFeature, IRouteValuesFeature, IServiceProvidersFeature, IItemsFeature, IHttpAuthenticationFeature
{
    /// <inheritdoc />
    public Endpoint? Endpoint { get; set; }

    /// <inheritdoc />
    public required RouteValueDictionary RouteValues { get; set; }

    /// <inheritdoc />
    public required IServiceProvider RequestServices { get; set; }

    /// <inheritdoc />
    public required IDictionary<object, object?> Items { get; set; }

    /// <inheritdoc />
    public ClaimsPrincipal? User { get; set; }
}
