using System.ComponentModel.DataAnnotations;

namespace Shop.Models;

/// <summary>A product and how many of it.</summary>
public sealed class OrderLineInput
{
    /// <summary>The number of the product.</summary>
    /// <example>2</example>
    [Required]
    public int? ProductId { get; init; }

    /// <summary>How many pieces.</summary>
    [Range(1, 100)]
    public int Quantity { get; init; } = 1;
}
