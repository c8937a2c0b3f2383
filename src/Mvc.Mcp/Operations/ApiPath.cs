using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.ApiExplorer;

namespace Mvc.Mcp.Operations;

/// <summary>The path of an operation as documents spell it.</summary>
internal static partial class ApiPath
{
    /// <summary>The path of <paramref name="description"/> with a leading slash, its values without constraints: <c>/products/{id}</c>.</summary>
    public static string Of(ApiDescription description) => Plain(description.RelativePath);

    /// <summary>The same of all versions of one action, whose paths differ where the version stands in them.</summary>
    public static string OfAllVersions(ApiDescription description) =>
        ApiVersions.VersionOf(description) is not null && description.ActionDescriptor.AttributeRouteInfo?.Template is { } template
            ? Plain(template)
            : Of(description);

    private static string Plain(string? path) => "/" + Value().Replace(path ?? "", "{$1}").TrimStart('/');

    [GeneratedRegex(@"\{\*{0,2}([^}:=?]+)[^}]*\}")]
    private static partial Regex Value();
}
