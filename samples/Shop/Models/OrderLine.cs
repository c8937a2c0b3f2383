namespace Shop.Models;

/// <summary>One line of an order.</summary>
public sealed class OrderLine
{
    /// <summary>The number of the product.</summary>
    public int ProductId { get; set; }

    /// <summary>How many pieces.</summary>
    public int Quantity { get; set; }

    /// <summary>The price of one piece when it was ordered, in euros.</summary>
    public decimal UnitPrice { get; set; }
}
