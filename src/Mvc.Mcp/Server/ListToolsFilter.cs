using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Invocation.Visibility;

namespace Mvc.Mcp.Server;

/// <summary>
/// Makes the list of tools that this caller sees at this endpoint in this revision of the protocol, and cuts it into pages.
/// </summary>
internal sealed class ListToolsFilter(
    McpCatalogs catalogs, IToolVisibility visibility, ToolListWriter writer, IHttpContextAccessor accessor, IOptionsMonitor<McpOptions> options)
{
    // Cursors are opaque to clients; the prefix tells ours from those of an application's own list handler.
    private const string CursorPrefix = "mvc:";

    public McpRequestHandler<ListToolsRequestParams, ListToolsResult> Wrap(
        McpRequestHandler<ListToolsRequestParams, ListToolsResult> next) => async (request, cancellationToken) =>
    {
        var start = TakeCursor(request.Params);
        var result = await next(request, cancellationToken);
        var context = accessor.HttpContext;
        var catalog = catalogs.For(context);
        if (catalog != catalogs.Default)
        {
            UseToolsOf(catalog, result);
        }

        await KeepVisibleAsync(catalog, visibility.Of(request, cancellationToken), result);
        Cut(result, start, options.CurrentValue.ListPageSize);
        writer.Take(request, result, isKept: tool => catalog.FindTool(tool.Name) is { } ours && ours.ProtocolTool == tool);
        return result;
    };

    // The default catalog's tools are in the SDK's collection, so they are in every endpoint's list to begin with.
    private void UseToolsOf(McpCatalog catalog, ListToolsResult result)
    {
        result.Tools = [
            .. result.Tools.Where(tool => catalogs.Default.FindTool(tool.Name)?.ProtocolTool != tool),
            .. catalog.ActionTools.Select(tool => tool.ProtocolTool)];
    }

    // What one caller may see is not for a shared cache to hand to another; "private" is what the SDK says unless told otherwise.
    private static async ValueTask KeepVisibleAsync(McpCatalog catalog, ICallerView view, ListToolsResult result)
    {
        var visible = new List<Tool>(result.Tools.Count);
        foreach (var tool in result.Tools)
        {
            // Hand-written tools are guarded, and hidden, by the SDK.
            if (catalog.FindTool(tool.Name) is not { } ours || ours.ProtocolTool != tool || await view.IsVisibleAsync(ours.Definition))
            {
                visible.Add(tool);
            }
        }

        result.Tools = visible;
    }

    // The SDK lists nothing of its collection to a request with a cursor: it has no pages of its own.
    private static int TakeCursor(ListToolsRequestParams? parameters)
    {
        if (parameters?.Cursor is not { } cursor || !TryDecode(cursor, out var start))
        {
            return 0;
        }

        parameters.Cursor = null;
        return start;
    }

    private static void Cut(ListToolsResult result, int start, int size)
    {
        if (start > result.Tools.Count)
        {
            throw new McpProtocolException("The cursor is beyond the end of the list. List again from the start.", McpErrorCode.InvalidParams);
        }

        var rest = result.Tools.Count - start;
        if (start == 0 && rest <= size)
        {
            return;
        }

        if (rest > size)
        {
            result.NextCursor = Encode(start + size);
        }

        result.Tools = [.. result.Tools.Skip(start).Take(size)];
    }

    private static string Encode(int start) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(CursorPrefix + start.ToString(CultureInfo.InvariantCulture)));

    private static bool TryDecode(string cursor, out int start)
    {
        start = 0;
        Span<byte> bytes = stackalloc byte[24];
        return Convert.TryFromBase64String(cursor, bytes, out var length)
            && Encoding.ASCII.GetString(bytes[..length]) is var text
            && text.StartsWith(CursorPrefix, StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(CursorPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out start);
    }
}
