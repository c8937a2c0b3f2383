using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ModelContextProtocol.Protocol;

namespace Mvc.Mcp.Protocol.Guard;

/// <summary>
/// Reads header values that mirror a part of the body (specification 2026-07-28, Streamable HTTP, "Value Encoding").
/// </summary>
internal static class HeaderValue
{
    /// <summary>The largest integer that every JSON implementation represents exactly.</summary>
    private const long LargestSafeInteger = (1L << 53) - 1;

    private const NumberStyles IntegerStyle =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly SearchValues<char> _printable =
        SearchValues.Create([.. "\t", .. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code)]);

    public static bool TryDecode(string? raw, [NotNullWhen(true)] out string? value)
    {
        value = null;
        if (raw is null || raw.AsSpan().ContainsAnyExcept(_printable))
            return false;

        value = McpHeaderEncoder.DecodeValue(raw);
        return value is not null;
    }

    /// <summary>
    /// Reads an integer however it is written (<c>42</c>, <c>42.0</c>, <c>4.2e1</c>), if it is within ±(2^53 - 1).
    /// </summary>
    public static bool TryReadInteger(string text, out long number) =>
        long.TryParse(text, IntegerStyle, CultureInfo.InvariantCulture, out number) &&
        number is >= -LargestSafeInteger and <= LargestSafeInteger;
}
