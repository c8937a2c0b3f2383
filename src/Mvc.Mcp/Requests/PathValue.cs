using System.Text.Json;
using Mvc.Mcp.Requests.Values;

namespace Mvc.Mcp.Requests;

/// <summary>
/// A value of the path. What no HTTP request could carry there is refused: an action that uses the value as a file name
/// relies on that.
/// </summary>
/// <param name="Escaped">The value as the path spells it.</param>
/// <param name="RouteValue">The value as routing hands it to the action.</param>
internal readonly record struct PathValue(string Escaped, string RouteValue)
{
    /// <summary>Reads the value, or notes why it cannot stand in a path; false without a note where it is an empty optional one.</summary>
    public static bool TryRead(ArgumentBinding argument, JsonElement value, int maxLength, ArgumentErrors errors, out PathValue path)
    {
        path = default;
        var text = value.ValueKind == JsonValueKind.Array
            ? string.Join(',', value.EnumerateArray().Select(FieldWriter.Scalar))
            : FieldWriter.Scalar(value);
        if (Fault(argument, text, maxLength) is { } fault)
        {
            errors.Add($"'{argument.Name}' stands in the path and {fault}; it was given {FaultText.Given(value)}.");
            return false;
        }

        if (string.IsNullOrEmpty(text))
            return false;
        if (!text.Contains('/', StringComparison.Ordinal))
            path = new PathValue(Uri.EscapeDataString(text), text);
        else if (argument.CatchAll)
            path = new PathValue(string.Join('/', text.Split('/').Select(Uri.EscapeDataString)), text);
        else
            // Servers leave an escaped slash as it is, so that it cannot be taken for the end of a segment.
            path = new PathValue(Uri.EscapeDataString(text), text.Replace("/", "%2F", StringComparison.Ordinal));
        return true;
    }

    private static string? Fault(ArgumentBinding argument, string? text, int maxLength)
    {
        if (string.IsNullOrEmpty(text))
            return argument.Required && !argument.CatchAll ? "may not be empty" : null;
        if (text.Length > maxLength)
            return $"may have at most {maxLength} characters";
        if (text.Contains('\0', StringComparison.Ordinal))
            return "may not contain a null character";
        return text.Contains('.', StringComparison.Ordinal) && text.Split('/').Any(segment => segment is "." or "..")
            ? "may not contain the segments '.' or '..'"
            : null;
    }
}
