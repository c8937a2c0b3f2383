using System.Globalization;
using System.Text;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Mvc.Mcp.Protocol.Lists;

/// <summary>Cuts lists into pages.</summary>
/// <param name="Start">The index of the page's first element.</param>
internal readonly record struct ListPage(int Start)
{
    // Cursors are opaque to clients; the prefix tells ours from those of an application's own list handler.
    private const string CursorPrefix = "mvc:";

    /// <summary>
    /// The page that a request asks for. Its cursor is taken away where it is ours: the SDK lists nothing of its collections
    /// to a request with one, because it has no pages of its own.
    /// </summary>
    /// <param name="parameters">What the client asked.</param>
    /// <param name="hasOtherPages">Whether the application lists something by a handler of its own, whose cursors these may be.</param>
    /// <exception cref="McpProtocolException">Nobody here has given out that cursor.</exception>
    public static ListPage Take(PaginatedRequestParams? parameters, bool hasOtherPages)
    {
        if (parameters?.Cursor is not { } cursor)
        {
            return default;
        }

        if (!TryDecode(cursor, out var start))
        {
            return hasOtherPages
                ? default
                : throw new McpProtocolException("The cursor is not one that this server gave out. List again from the start, without a cursor.", McpErrorCode.InvalidParams);
        }

        parameters.Cursor = null;
        return new ListPage(start);
    }

    /// <summary>Reads the page that <paramref name="cursor"/> stands for; the first without one. False where it is none that was given out here.</summary>
    public static bool TryRead(string? cursor, out ListPage page)
    {
        page = default;
        if (cursor is null)
            return true;
        if (!TryDecode(cursor, out var start))
            return false;
        page = new ListPage(start);
        return true;
    }

    /// <summary>Whether a list of <paramref name="count"/> elements has the page, were it empty.</summary>
    public bool IsWithin(int count) => Start <= count;

    /// <summary>The elements of the page; where there are more, <paramref name="result"/> gets the cursor of the next.</summary>
    public IList<T> Cut<T>(IList<T> all, int size, PaginatedResult result)
    {
        if (!IsWithin(all.Count))
        {
            throw new McpProtocolException("The cursor is beyond the end of the list. List again from the start.", McpErrorCode.InvalidParams);
        }

        var rest = all.Count - Start;
        if (Start == 0 && rest <= size)
        {
            return all;
        }

        if (rest > size)
        {
            result.NextCursor = Encode(Start + size);
        }

        return [.. all.Skip(Start).Take(size)];
    }

    private static string Encode(int start) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(CursorPrefix + start.ToString(CultureInfo.InvariantCulture)));

    private static bool TryDecode(string cursor, out int start)
    {
        start = 0;
        Span<byte> bytes = stackalloc byte[24];
        return Convert.TryFromBase64String(cursor, bytes, out var length) &&
            Encoding.ASCII.GetString(bytes[..length]) is var text &&
            text.StartsWith(CursorPrefix, StringComparison.Ordinal) &&
            int.TryParse(text.AsSpan(CursorPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out start);
    }
}
