namespace Shop.Models;

/// <summary>The shop in three numbers.</summary>
/// <param name="Products">How many products there are.</param>
/// <param name="Orders">How many orders there are, cancelled ones included.</param>
/// <param name="Revenue">What was ordered and not cancelled, in euros.</param>
public sealed record ShopStats(int Products, int Orders, decimal Revenue);
