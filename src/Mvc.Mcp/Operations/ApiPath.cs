using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.ApiExplorer;

namespace Mvc.Mcp.Operations;

/// <summary>The path of an operation as documents spell it.</summary>
internal static partial class ApiPath
{
    /// <summary>The path of <paramref name="description"/> with a leading slash, its values without constraints: <c>/products/{id}</c>.</summary>
    public static string Of(ApiDescription description) => "/" + Value().Replace(description.RelativePath ?? "", "{$1}").TrimStart('/');

    [GeneratedRegex(@"\{\*{0,2}([^}:=?]+)[^}]*\}")]
    private static partial Regex Value();
}
