using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;

namespace Mvc.Mcp.Execution.Pipeline;

/// <summary>
/// The endpoint of a call that goes through the pipeline. Routing may choose the action that the tool stands for, or one of
/// its own that refuses (405, 415, 406); any other endpoint is taken away, so that the call cannot become a call of
/// something else.
/// </summary>
/// <param name="expected">The action's endpoint.</param>
/// <param name="features">The features of the call.</param>
/// <param name="rehearse">Makes, of the action's endpoint, one that stands in its place and does not run it; null where it is to run.</param>
internal sealed class ExpectedEndpoint(Endpoint expected, IFeatureCollection features, Func<Endpoint, Endpoint>? rehearse) : IEndpointFeature
{
    private static readonly Endpoint _nowhere = new(
        context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        },
        EndpointMetadataCollection.Empty,
        "Another endpoint than the tool's");

    private Endpoint? _endpoint;
    private Endpoint? _standIn;

    /// <summary>Whether routing has chosen the action.</summary>
    public bool HasArrived { get; private set; }

    /// <summary>The endpoint that was taken away; null where none was.</summary>
    public Endpoint? TakenAway { get; private set; }

    /// <inheritdoc />
    public Endpoint? Endpoint
    {
        get => _endpoint;
        set
        {
            // Middleware that has seen what stands in the action's place may set it again.
            if (value is null || value == _standIn)
            {
                _endpoint = value;
            }
            else if (IsExpected(value))
            {
                HasArrived = true;
                _endpoint = rehearse is null ? value : _standIn ??= rehearse(value);
            }
            else if (IsRefusal(value) || IsErrorPage())
            {
                _endpoint = value;
            }
            else
            {
                TakenAway = value;
                _endpoint = _nowhere;
            }
        }
    }

    // A branch of the pipeline that maps the controllers makes an endpoint of its own for the action.
    private bool IsExpected(Endpoint endpoint) =>
        endpoint == expected ||
        (endpoint.Metadata.GetMetadata<ControllerActionDescriptor>() is { } action &&
            action.Id == expected.Metadata.GetMetadata<ControllerActionDescriptor>()?.Id);

    // Endpoints that were mapped have a route; what routing's policies make has none.
    private static bool IsRefusal(Endpoint endpoint) => endpoint is not RouteEndpoint;

    // Middleware runs another path in place of the action's when an error is to be shown.
    private bool IsErrorPage() =>
        features.Get<IExceptionHandlerFeature>() is not null || features.Get<IStatusCodeReExecuteFeature>() is not null;
}
