using System.ComponentModel.DataAnnotations;

namespace Shop.Models;

/// <summary>What there is to say about a product.</summary>
public sealed class ProductInput
{
    /// <summary>The name customers see.</summary>
    /// <example>Wireless Keyboard</example>
    [Required, StringLength(100)]
    public string Name { get; init; } = "";

    /// <summary>The price of one piece, in euros.</summary>
    /// <example>79.99</example>
    [Required, Range(0.01, 100_000)]
    public decimal? Price { get; init; }

    /// <summary>The category, such as Electronics or Furniture.</summary>
    /// <example>Electronics</example>
    [Required, StringLength(50)]
    public string Category { get; init; } = "";
}
