using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Mvc.Mcp.Operations;

namespace Mvc.Mcp.Tools.Inputs;

/// <summary>Names the version of an API that is told by the media type which is asked for: <c>application/json; v=2.0</c>.</summary>
internal static class VersionedAccept
{
    /// <summary>The header of an operation's calls; null where the version is named elsewhere, or there is none.</summary>
    public static string? Of(ApiOperation operation)
    {
        if (operation.ApiDescription is not { } description || ApiVersions.VersionOf(description) is not { } version)
            return null;
        // An operation without any body has no media types: it says the version as its neighbours do.
        var types = Answers(description);
        if (!types.Any() && description.SupportedRequestFormats.Count == 0)
            types = DocumentOperations.Of(operation.Document).Select(other => other.ApiDescription).OfType<ApiDescription>().Select(Answers).FirstOrDefault(others => others.Any()) ?? [];
        string[] versioned = [.. types.Where(type => Names(type, version.ToString()!)).Distinct(StringComparer.OrdinalIgnoreCase)];
        return versioned.Length == 0 ? null : string.Join(", ", versioned);
    }

    // A document leaves the version away where an attribute names the media types.
    private static IEnumerable<string> Answers(ApiDescription description) =>
        description.SupportedResponseTypes.SelectMany(response => response.ApiResponseFormats).Select(format => format.MediaType);

    private static bool Names(string mediaType, string version) =>
        mediaType.Split(';').Skip(1).Any(parameter => parameter.Split('=') is [_, var value] && value.Trim() == version);
}
