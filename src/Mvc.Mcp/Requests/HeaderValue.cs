using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace Mvc.Mcp.Requests;

/// <summary>Reads the value of a header, and keeps arguments away from the headers that are not theirs.</summary>
internal static class HeaderValue
{
    // Who calls, from where and how the message is framed is not for a model to say.
    private static readonly FrozenSet<string> _reserved = new[]
    {
        "Authorization", "Cookie", "Set-Cookie", "Host", "Forwarded", "Via", "Connection", "Keep-Alive", "TE", "Trailer",
        "Transfer-Encoding", "Upgrade", "Content-Length", "Content-Type", "Content-Encoding", "Expect", "Origin", "Referer",
        "X-Real-IP", "X-Client-IP", "X-Original-URL", "X-Rewrite-URL", "X-Method-Override", "True-Client-IP",
        "X-MS-CLIENT-PRINCIPAL", "X-ARR-ClientCert", "X-Client-Cert", "traceparent", "tracestate", "baggage",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] _reservedPrefixes =
    [
        "Proxy-", "X-Forwarded-", "X-Original-", "X-MS-CLIENT-PRINCIPAL-", "CF-", "Sec-", "X-HTTP-Method", "Remote-", "X-Remote-",
        "X-Auth-Request-", "X-SSL-Client-", "X-Amzn-", "X-Goog-",
    ];

    /// <summary>Whether an argument may never set <paramref name="name"/>: it carries credentials, origin, routing or framing.</summary>
    /// <param name="name">The header.</param>
    /// <param name="further">The beginnings of further names that the application reserves.</param>
    public static bool IsReserved(string name, IEnumerable<string> further) =>
        _reserved.Contains(name) ||
        _reservedPrefixes.Concat(further).Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads the value, or notes why it cannot be a header.</summary>
    public static bool TryRead(ArgumentBinding argument, JsonElement value, int maxLength, ArgumentErrors errors, out StringValues text)
    {
        text = default;
        var joined = value.ValueKind == JsonValueKind.Array
            ? string.Join(", ", value.EnumerateArray().Select(element => Quoted(FieldWriter.Scalar(element))))
            : FieldWriter.Scalar(value);
        if (!MayBe(argument, value, joined, maxLength, errors))
            return false;
        text = joined;
        return true;
    }

    /// <summary>Whether <paramref name="text"/>, which the value is written as, may be that header; notes why not. Null is no header.</summary>
    public static bool MayBe(ArgumentBinding argument, JsonElement value, [NotNullWhen(true)] string? text, int maxLength, ArgumentErrors errors)
    {
        if (IsReserved(argument.WireName, []))
        {
            errors.Add($"'{argument.Name}' is the header {argument.WireName}, which a tool call may not set.");
            return false;
        }

        if (text is null)
            return false;
        if (text.Length > maxLength)
        {
            ArgumentCoercion.Refuse(argument, value, $"at most {maxLength} characters, because it is the header {argument.WireName}", errors);
            return false;
        }

        if (text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            ArgumentCoercion.Refuse(argument, value, $"printable ASCII characters only, because it is the header {argument.WireName}", errors);
            return false;
        }

        return true;
    }

    // Unquoted, a comma would make two elements of one.
    private static string? Quoted(string? element) =>
        element is not null && element.Contains(',', StringComparison.Ordinal) && !element.Contains('"', StringComparison.Ordinal) ? $"\"{element}\"" : element;
}
