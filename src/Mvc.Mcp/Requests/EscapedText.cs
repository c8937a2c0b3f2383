namespace Mvc.Mcp.Requests;

/// <summary>Counts what percent-encoding makes of a text, without writing it.</summary>
internal static class EscapedText
{
    /// <summary>The number of bytes that <see cref="Uri.EscapeDataString(string)"/> makes of <paramref name="text"/>.</summary>
    public static long LengthOf(ReadOnlySpan<char> text)
    {
        long length = 0;
        foreach (var character in text)
        {
            // A surrogate is half of four bytes; each byte takes three characters.
            length += character switch
            {
                _ when char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '_' or '~' => 1,
                < '\u0080' => 3,
                < '\u0800' => 6,
                _ when char.IsSurrogate(character) => 6,
                _ => 9,
            };
        }

        return length;
    }
}
