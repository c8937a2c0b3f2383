namespace Shop.Models;

/// <summary>An order of a customer.</summary>
public sealed class Order
{
    /// <summary>The number of the order.</summary>
    public int Id { get; set; }

    /// <summary>Who ordered.</summary>
    public required string Customer { get; set; }

    /// <summary>How far the order is.</summary>
    public OrderStatus Status { get; set; }

    /// <summary>The day on which the customer wants to have it.</summary>
    public DateOnly DeliverOn { get; set; }

    /// <summary>What was ordered.</summary>
    public List<OrderLine> Lines { get; init; } = [];

    /// <summary>What all lines cost together, in euros.</summary>
    public decimal Total => Lines.Sum(line => line.Quantity * line.UnitPrice);
}
