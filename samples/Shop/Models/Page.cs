namespace Shop.Models;

/// <summary>One page of a longer list.</summary>
/// <param name="Items">What is on this page.</param>
/// <param name="Number">The number of this page. The first is 1.</param>
/// <param name="Total">How many items all pages have together.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, int Number, int Total);
