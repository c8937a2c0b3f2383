using System.Globalization;

namespace Mvc.Mcp.Tool.Tokens;

/// <summary>What a change of the catalog costs in tokens.</summary>
internal static class TokenDiff
{
    /// <summary>The change in a line; null where there is none.</summary>
    public static string? Between(Catalog before, Catalog after)
    {
        var visible = (Was: Sum(before, item => item.VisibleTokens), Is: Sum(after, item => item.VisibleTokens));
        var wire = (Was: Sum(before, item => item.WireTokens), Is: Sum(after, item => item.WireTokens));
        return visible.Was == visible.Is && wire.Was == wire.Is
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"tokens   visible {visible.Was} → {visible.Is} ({visible.Is - visible.Was:+0;-0;0}), wire {wire.Was} → {wire.Is} ({wire.Is - wire.Was:+0;-0;0})");
    }

    private static int Sum(Catalog catalog, Func<CatalogItem, int> tokens) =>
        catalog.Endpoints.SelectMany(endpoint => endpoint.Items).Where(item => item.Listed).Sum(tokens);
}
