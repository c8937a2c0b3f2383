using System.Collections;
using Microsoft.AspNetCore.Mvc.ApiExplorer;

namespace Mvc.Mcp.Operations;

/// <summary>
/// What Asp.Versioning notes on descriptions and endpoints. The package is not referenced, so that an application has whichever
/// version it wants of it, or none: its types are known by their names.
/// </summary>
internal static class ApiVersions
{
    private const string Version = "Asp.Versioning.ApiVersion";
    private const string Metadata = "Asp.Versioning.ApiVersionMetadata";
    private const string Parameter = "Asp.Versioning.ApiExplorer.ApiVersionModelMetadata";
    private const string Constraint = "Asp.Versioning.Routing.ApiVersionRouteConstraint";

    /// <summary>The version of the API that the description is of; null where the API has no versions.</summary>
    public static object? VersionOf(ApiDescription description) =>
        description.Properties.Values.FirstOrDefault(value => value.GetType().FullName == Version);

    /// <summary>
    /// What a request writes into <paramref name="parameter"/> for the version that <paramref name="description"/> is of; null
    /// where that is not what the parameter is for.
    /// </summary>
    public static string? ValueOf(ApiDescription description, ApiParameterDescription parameter) => IsVersion(parameter)
        ? parameter.DefaultValue as string ?? VersionOf(description)?.ToString()
        : null;

    /// <summary>Whether an endpoint with this metadata calls <paramref name="version"/> deprecated.</summary>
    public static bool IsDeprecated(IEnumerable<object> metadata, object version) =>
        metadata.LastOrDefault(item => item.GetType().FullName == Metadata) is { } known &&
        Models(known).Any(model => Property(model, "DeprecatedApiVersions") is IEnumerable deprecated && deprecated.Cast<object>().Contains(version));

    // In the path it is described without a model where another way to name the version is preferred.
    private static bool IsVersion(ApiParameterDescription parameter) =>
        parameter.ModelMetadata?.GetType().FullName == Parameter ||
        parameter.RouteInfo?.Constraints?.Any(constraint => constraint.GetType().FullName == Constraint) == true;

    // What one controller says for itself, and what it says of its actions.
    private static IEnumerable<object> Models(object metadata)
    {
        if (metadata.GetType().GetMethods().FirstOrDefault(method => method.Name == "Map" && method.GetParameters().Length == 1) is not { } map)
            yield break;
        foreach (var mapping in Enum.GetValues(map.GetParameters()[0].ParameterType))
        {
            if (map.Invoke(metadata, [mapping]) is { } model)
                yield return model;
        }
    }

    private static object? Property(object owner, string name) => owner.GetType().GetProperty(name)?.GetValue(owner);
}
