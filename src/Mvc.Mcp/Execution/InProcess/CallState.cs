using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.AspNetCore.Routing;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>What a tool call's context holds beside request and response: where it goes, who calls, with what services.</summary>
internal sealed class CallState : IEndpointFeature, IRouteValuesFeature, IServiceProvidersFeature, IItemsFeature, IHttpAuthenticationFeature, IAuthenticateResultFeature
{
    private ClaimsPrincipal? _user;
    private AuthenticateResult? _authenticateResult;
    private bool _isCallers;

    /// <inheritdoc />
    public Endpoint? Endpoint { get; set; }

    /// <inheritdoc />
    public required RouteValueDictionary RouteValues { get; set; }

    /// <inheritdoc />
    public required IServiceProvider RequestServices { get; set; }

    /// <inheritdoc />
    public required IDictionary<object, object?> Items { get; set; }

    /// <inheritdoc />
    public ClaimsPrincipal? User
    {
        get
        {
            MakeOwn();
            return _user;
        }
        set
        {
            _isCallers = false;
            _user = value;
            _authenticateResult = null;
        }
    }

    /// <inheritdoc />
    /// <remarks>As in the framework's own feature, this result and <see cref="User"/> never say two things of who calls.</remarks>
    public AuthenticateResult? AuthenticateResult
    {
        get
        {
            MakeOwn();
            return _authenticateResult;
        }
        set
        {
            _isCallers = false;
            _authenticateResult = value;
            _user = value?.Principal;
        }
    }

    /// <summary>Starts with what is known of the caller; <see cref="User"/> is then a copy, made for whoever asks for it.</summary>
    public void Adopt(ClaimsPrincipal user, AuthenticateResult? result)
    {
        _user = user;
        _authenticateResult = result;
        _isCallers = true;
    }

    private void MakeOwn()
    {
        if (!_isCallers)
            return;
        _isCallers = false;
        var caller = _user!;
        _user = UserCopy.Of(caller);
        if (_authenticateResult?.Ticket is { } ticket && ticket.Principal == caller)
            _authenticateResult = UserCopy.For(_user, ticket);
    }
}
