using Microsoft.AspNetCore.Http;

namespace Mvc.Mcp.Explorer;

/// <summary>
/// The page. All its addresses are relative, so that it works under a path base and behind a proxy that takes a prefix away
/// without telling; for that its own address has to end with a slash.
/// </summary>
internal static class ExplorerPage
{
    private static readonly PageFile _index = PageFiles.All.Single(file => file.Name == PageFiles.Index);

    public static Task WriteAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (path.EndsWith('/'))
            return _index.WriteAsync(context);
        // Relative as well: only the last segment is known to be what the browser sees. An empty path is that of a path base.
        var last = (path.Length == 0 ? context.Request.PathBase.Value! : path).Split('/')[^1];
        context.Response.Headers.Location = $"{Uri.EscapeDataString(last)}/{context.Request.QueryString.ToUriComponent()}";
        context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
        return Task.CompletedTask;
    }
}
