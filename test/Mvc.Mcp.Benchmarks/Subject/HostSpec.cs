using System.Globalization;

namespace Mvc.Mcp.Benchmarks.Subject;

/// <summary>An application under measurement.</summary>
/// <param name="Actions">How many actions it has.</param>
/// <param name="HasSessions">Whether clients of earlier protocol versions get a session; without, they are answered request by request.</param>
internal sealed record HostSpec(int Actions, bool HasSessions = true)
{
    private const string NoSessions = "-stateless";

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static HostSpec Parse(string text) => text.EndsWith(NoSessions, StringComparison.Ordinal)
        ? new(int.Parse(text[..^NoSessions.Length], CultureInfo.InvariantCulture), HasSessions: false)
        : new(int.Parse(text, CultureInfo.InvariantCulture));

    /// <inheritdoc />
    public override string ToString() => Actions.ToString(CultureInfo.InvariantCulture) + (HasSessions ? "" : NoSessions);
}
