using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>Makes endpoints for the actions of an application that maps none, with the metadata MVC would give them.</summary>
internal sealed class UnmappedEndpoints(ParameterPolicyFactory parameterPolicies, IEnumerable<MatcherPolicy> matcherPolicies)
{
    // An action lives as long as MVC's collection of them does; its endpoint goes with it.
    private readonly ConditionalWeakTable<ActionDescriptor, ActionEndpoint> _endpoints = [];

    /// <summary>The endpoint of <paramref name="action"/>, always the same one.</summary>
    public ActionEndpoint Get(ActionDescriptor action) => _endpoints.GetValue(action, Create);

    private ActionEndpoint Create(ActionDescriptor action)
    {
        var pattern = RoutePatternFactory.Parse(
            action.AttributeRouteInfo?.Template ?? "",
            defaults: action.RouteValues.ToDictionary(value => value.Key, value => (object?)value.Value),
            parameterPolicies: null,
            requiredValues: null);
        var builder = new RouteEndpointBuilder(context => InvokeAsync(action, context), pattern, order: 0)
        {
            DisplayName = action.DisplayName,
        };
        foreach (var item in action.EndpointMetadata)
            builder.Metadata.Add(item);
        foreach (var filter in action.FilterDescriptors.OrderBy(filter => filter.Order))
            builder.Metadata.Add(filter.Filter);
        builder.Metadata.Add(action);
        var endpoint = builder.Build();
        return new ActionEndpoint(endpoint, RouteGate.Of(endpoint, parameterPolicies, matcherPolicies));
    }

    private static Task InvokeAsync(ActionDescriptor action, HttpContext context)
    {
        var route = new RouteData(context.Request.RouteValues);
        // Asked for late: an application that only forwards calls has no MVC.
        var invokers = context.RequestServices.GetRequiredService<IActionInvokerFactory>();
        var invoker = invokers.CreateInvoker(new ActionContext(context, route, action)) ??
            throw new InvalidOperationException($"MVC has no invoker for {action.DisplayName}.");
        return invoker.InvokeAsync();
    }
}
