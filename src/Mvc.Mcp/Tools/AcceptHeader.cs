using Mvc.Mcp.Operations;

namespace Mvc.Mcp.Tools;

/// <summary>Says which media types an operation's answers have, for APIs that answer in whatever is asked for first.</summary>
internal static class AcceptHeader
{
    /// <summary>The value of the header; null for the application's own actions, which know what they answer.</summary>
    public static string? Of(ApiOperation operation)
    {
        if (!operation.IsForeign)
            return null;
        var offered = Responses.OfSuccess(operation)
            .SelectMany(response => BodyContent.Of(response.Value).Keys)
            .Select(mediaType => mediaType.Split(';')[0].Trim())
            .Where(mediaType => mediaType.Length > 0 && mediaType.All(character => character is > ' ' and <= '~'))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToArray();
        return offered.Length == 0 ? "*/*" : string.Join(", ", offered.OrderBy(mediaType => mediaType != MediaTypes.Json(offered)));
    }
}
