using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Mvc.Mcp.Tests.Execution.Bypass;

/// <summary>One way to guard an action, and what shows that it does.</summary>
/// <param name="Name">What the guard is, in words.</param>
/// <param name="Controller">The controller with the guarded action.</param>
/// <param name="Tool">The guarded action's tool.</param>
/// <param name="Status">How an anonymous call is refused.</param>
public sealed record Guard(string Name, Type Controller, string Tool, string Status)
{
    public object? Arguments { get; init; }

    /// <summary>Calls the tool once before, for guards that count.</summary>
    public bool SecondCall { get; init; }

    public Action<IServiceCollection>? Services { get; init; }

    public Action<McpOptions>? Options { get; init; }

    public Action<ControllerActionEndpointConventionBuilder>? Endpoints { get; init; }

    public Action<WebApplication>? Pipeline { get; init; }

    /// <summary>The call that passes: another tool that differs in nothing but the guard, other arguments, or a caller whom the guard lets pass.</summary>
    public required Control Control { get; init; }

    public override string ToString() => Name;
}

/// <summary>A call that passes where the guarded one is stopped; whatever is null is as in the guarded one.</summary>
public sealed record Control(string? Tool = null, object? Arguments = null, (string, string)[]? Headers = null);
