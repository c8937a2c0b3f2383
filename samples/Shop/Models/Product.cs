namespace Shop.Models;

/// <summary>A product of the shop.</summary>
public sealed class Product
{
    /// <summary>The number of the product.</summary>
    public int Id { get; set; }

    /// <summary>The name customers see.</summary>
    public required string Name { get; set; }

    /// <summary>The price of one piece, in euros.</summary>
    public decimal Price { get; set; }

    /// <summary>The category, such as Electronics or Furniture.</summary>
    public required string Category { get; set; }
}
