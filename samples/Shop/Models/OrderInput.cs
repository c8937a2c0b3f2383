using System.ComponentModel.DataAnnotations;

namespace Shop.Models;

/// <summary>What a customer orders.</summary>
public sealed class OrderInput
{
    /// <summary>Who orders.</summary>
    /// <example>Ada Lovelace</example>
    [Required, StringLength(100)]
    public string Customer { get; init; } = "";

    /// <summary>The day on which the customer wants to have it.</summary>
    [Required]
    public DateOnly? DeliverOn { get; init; }

    /// <summary>The products and how many of each.</summary>
    [Required, MinLength(1)]
    public IReadOnlyList<OrderLineInput> Lines { get; init; } = [];
}
