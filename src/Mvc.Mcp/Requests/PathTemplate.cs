using System.Collections.Immutable;

namespace Mvc.Mcp.Requests;

/// <summary>A path template taken apart once, so that a call only puts values between the literals.</summary>
internal sealed class PathTemplate
{
    private PathTemplate(ImmutableArray<Part> parts) => Parts = parts;

    /// <summary>The literals and values from left to right.</summary>
    public ImmutableArray<Part> Parts { get; }

    /// <summary>Takes <paramref name="template"/> apart: <c>/products/{id}</c> is a literal and a value.</summary>
    /// <exception cref="ArgumentException">A brace is not closed.</exception>
    public static PathTemplate Parse(string template)
    {
        var parts = new List<Part>();
        for (var at = 0; at < template.Length;)
        {
            var open = template.IndexOf('{', at);
            if (open != at)
                parts.Add(new Part(template[at..(open < 0 ? template.Length : open)], IsValue: false));
            if (open < 0)
                break;
            var close = template.IndexOf('}', open);
            if (close < 0)
                throw new ArgumentException($"The path template '{template}' has a '{{' without '}}'.", nameof(template));
            parts.Add(new Part(template[(open + 1)..close], IsValue: true));
            at = close + 1;
        }

        return new PathTemplate([.. parts]);
    }

    /// <summary>One piece of the template.</summary>
    /// <param name="Text">The literal as the template spells it, or the name of the value.</param>
    /// <param name="IsValue">Whether it is the name of a value.</param>
    internal readonly record struct Part(string Text, bool IsValue);
}
