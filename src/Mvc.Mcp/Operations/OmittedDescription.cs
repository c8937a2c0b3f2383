using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Routing;

namespace Mvc.Mcp.Operations;

/// <summary>Says of an action that no document holds it.</summary>
internal static class OmittedDescription
{
    // What answers every method has none to name.
    private const string EveryMethod = "*";

    /// <summary>The operation as it would be called, with the reason.</summary>
    public static McpOmittedOperation Of(ApiDescription description, string reason, string? change)
    {
        var action = description.ActionDescriptor;
        var name = action.AttributeRouteInfo?.Name ?? action.EndpointMetadata?.OfType<IEndpointNameMetadata>().LastOrDefault()?.EndpointName;
        return new(description.HttpMethod?.ToUpperInvariant() ?? EveryMethod, ApiPath.Of(description), name, reason) { Change = change };
    }
}
