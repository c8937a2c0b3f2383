using System.Globalization;
using Microsoft.AspNetCore.Mvc.ApiExplorer;

namespace Mvc.Mcp.Operations;

/// <summary>Compares the groups of ApiExplorer, which are the versions of an API where it has any.</summary>
internal static class ApiGroups
{
    /// <summary>By name, where numbers count as numbers: <c>v2</c> is older than <c>v10</c>.</summary>
    public static IComparer<string> Oldest { get; } = StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering);

    /// <summary>Whether Asp.Versioning calls the version deprecated that the description is of, or an attribute calls the action obsolete.</summary>
    /// <remarks>Asp.Versioning is not referenced; what it notes on descriptions and endpoints is read by its names.</remarks>
    public static bool IsDeprecated(ApiDescription description)
    {
        var metadata = description.ActionDescriptor.EndpointMetadata ?? [];
        if (metadata.OfType<ObsoleteAttribute>().Any())
            return true;
        return ApiVersions.VersionOf(description) is { } version && ApiVersions.IsDeprecated(metadata, version);
    }
}
