using System.Text.Json.Nodes;

namespace Mvc.Mcp.Tool.Contracts;

/// <summary>Compares two catalogs by what clients rely on.</summary>
internal static class ContractDiff
{
    /// <summary>The differences, by endpoint and name. What was added or only reads differently breaks nothing.</summary>
    public static IReadOnlyList<Change> Between(Catalog before, Catalog after)
    {
        var olds = ByKey(before);
        var news = ByKey(after);
        return
        [
            .. olds.Where(old => !news.ContainsKey(old.Key)).Select(old => new Change(true, $"removed  {old.Key}")),
            .. olds.Where(old => news.ContainsKey(old.Key)).SelectMany(old => Compare(old.Key, old.Value, news[old.Key])),
            .. news.Where(added => !olds.ContainsKey(added.Key)).Select(added => new Change(false, $"added    {added.Key}")),
        ];
    }

    private static Dictionary<string, CatalogItem> ByKey(Catalog catalog) => catalog.Endpoints
        .SelectMany(endpoint => endpoint.Items.Select(item => (Key: $"{item.Kind} {item.Name}{At(endpoint)}", Item: item)))
        .ToDictionary(each => each.Key, each => each.Item, StringComparer.Ordinal);

    private static string At(CatalogEndpoint endpoint) => endpoint.Routes.Count == 0 ? "" : $" at {string.Join(", ", endpoint.Routes)}";

    private static IEnumerable<Change> Compare(string key, CatalogItem before, CatalogItem after)
    {
        var olds = Contract.Of(before.Definition);
        var news = Contract.Of(after.Definition);
        var changed = olds.Select(member => member.Key).Union(news.Select(member => member.Key))
            .Where(name => !JsonNode.DeepEquals(olds[name], news[name]))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (changed.Count > 0)
            yield return new Change(true, $"changed  {key}: {string.Join(", ", changed)}");
        else if (!JsonNode.DeepEquals(before.Definition, after.Definition))
            yield return new Change(false, $"reworded {key}");
    }
}
