using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;

namespace Mvc.Mcp.Catalog;

/// <summary>
/// Tells when MVC's actions have changed, once their endpoints have changed with them: a catalog of new actions that is listed
/// while the endpoints are still those of the old ones would show nobody anything.
/// </summary>
internal sealed class ActionChanges : IDisposable
{
    private readonly IActionDescriptorCollectionProvider? _actions;
    private readonly EndpointDataSource? _endpoints;
    private readonly Action _onChange;
    private readonly IDisposable? _ofActions;
    private readonly IDisposable? _ofEndpoints;
    private int _version;

    public ActionChanges(IActionDescriptorCollectionProvider? actions, EndpointDataSource? endpoints, Action onChange)
    {
        _actions = actions;
        _endpoints = endpoints;
        _onChange = onChange;
        if (actions is not ActionDescriptorCollectionProvider provider)
            return;
        _version = actions.ActionDescriptors.Version;
        _ofActions = ChangeToken.OnChange(provider.GetChangeToken, TellWhereNoneIsMapped);
        if (endpoints is not null)
            _ofEndpoints = ChangeToken.OnChange(endpoints.GetChangeToken, Tell);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _ofActions?.Dispose();
        _ofEndpoints?.Dispose();
    }

    private void TellWhereNoneIsMapped()
    {
        if (_endpoints?.Endpoints.Any(endpoint => endpoint.Metadata.GetMetadata<ControllerActionDescriptor>() is not null) != true)
            Tell();
    }

    // Endpoints change for other reasons too, most often while the application starts.
    private void Tell()
    {
        var version = _actions!.ActionDescriptors.Version;
        if (Interlocked.Exchange(ref _version, version) != version)
            _onChange();
    }
}
