namespace Mvc.Mcp.Tool.Contracts;

/// <summary>One difference between two catalogs.</summary>
/// <param name="Breaks">Whether clients that relied on the old catalog may fail.</param>
/// <param name="Text">The difference in a line.</param>
internal sealed record Change(bool Breaks, string Text)
{
    /// <inheritdoc />
    public override string ToString() => Text;
}
