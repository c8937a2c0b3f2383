using System.ComponentModel.DataAnnotations;

namespace Mvc.Mcp.MeasuredApis.Ordinary;

/// <summary>A postal address.</summary>
public class Address
{
    /// <summary>Street and number.</summary>
    [Required, StringLength(200)]
    public string Street { get; set; } = "";

    /// <summary>The postal code.</summary>
    [Required, RegularExpression("^[0-9A-Z -]{3,10}$")]
    public string PostalCode { get; set; } = "";

    /// <summary>Gets or sets the city.</summary>
    [Required, StringLength(100)]
    public string City { get; set; } = "";

    /// <summary>ISO 3166 code of the country.</summary>
    [Required, RegularExpression("^[A-Z]{2}$")]
    public string Country { get; set; } = "";
}

/// <summary>What there is to say about a customer.</summary>
public class CustomerInput
{
    /// <summary>The name.</summary>
    [Required, StringLength(200)]
    public string Name { get; set; } = "";

    /// <summary>The e-mail address.</summary>
    [Required, EmailAddress]
    public string Email { get; set; } = "";

    /// <summary>The phone number.</summary>
    [StringLength(40)]
    public string? Phone { get; set; }

    /// <summary>Where invoices are sent.</summary>
    [Required]
    public Address Address { get; set; } = new();
}

/// <summary>What there is to say about a product.</summary>
public class ProductInput
{
    /// <summary>Gets or sets the name.</summary>
    [Required, StringLength(200)]
    public string Name { get; set; } = "";

    /// <summary>What customers read of it.</summary>
    [StringLength(4000, MinimumLength = 0)]
    public string? Description { get; set; }

    /// <summary>Gets or sets the category.</summary>
    public Category Category { get; set; }

    /// <summary>The price in euros.</summary>
    [Range(0.01, 100_000)]
    public decimal Price { get; set; }

    /// <summary>The weight in grams.</summary>
    [Range(0, int.MaxValue)]
    public int? Weight { get; set; }
}

/// <summary>A price.</summary>
public class PriceInput
{
    /// <summary>The price in euros.</summary>
    [Range(0.01, 100_000)]
    public decimal Price { get; set; }

    /// <summary>The day from which on it counts; today if left out.</summary>
    public DateOnly? From { get; set; }
}

/// <summary>An order.</summary>
public class OrderInput
{
    /// <summary>The customer id.</summary>
    [Range(1, int.MaxValue)]
    public int CustomerId { get; set; }

    /// <summary>What is ordered.</summary>
    [Required, MinLength(1)]
    public IList<OrderLineInput> Lines { get; set; } = [];

    /// <summary>Where it is sent, if that is not the address of the customer.</summary>
    public Address? ShipTo { get; set; }

    /// <summary>A note for the warehouse.</summary>
    [StringLength(1000)]
    public string? Note { get; set; }
}

/// <summary>A line of an order.</summary>
public class OrderLineInput
{
    /// <summary>The stock keeping unit.</summary>
    [Required, RegularExpression("^[A-Z]{3}-[0-9]{4}$")]
    public string Sku { get; set; } = "";

    /// <summary>The quantity.</summary>
    [Range(1, 10_000)]
    public int Quantity { get; set; }
}

/// <summary>Why an order is cancelled.</summary>
public class Cancellation
{
    /// <summary>The reason, which the customer reads.</summary>
    [Required, StringLength(500)]
    public string Reason { get; set; } = "";

    /// <summary>Whether the customer is told by e-mail.</summary>
    public bool Notify { get; set; } = true;
}

/// <summary>How an order was shipped.</summary>
public class ShipmentInput
{
    /// <summary>The carrier.</summary>
    [Required]
    public Carrier? Carrier { get; set; }

    /// <summary>The tracking number.</summary>
    [StringLength(64)]
    public string? TrackingNumber { get; set; }

    /// <summary>When it left the warehouse; now if left out.</summary>
    public DateTimeOffset? ShippedAt { get; set; }
}

/// <summary>Money paid back.</summary>
public class RefundInput
{
    /// <summary>The amount in euros.</summary>
    [Range(0.01, double.MaxValue)]
    public decimal Amount { get; set; }

    /// <summary>The reason.</summary>
    [Required, StringLength(500)]
    public string Reason { get; set; } = "";
}

/// <summary>An e-mail.</summary>
public class MailInput
{
    /// <summary>The address, if it is not that of the customer.</summary>
    [EmailAddress]
    public string? To { get; set; }

    /// <summary>The text before the signature.</summary>
    [StringLength(4000)]
    public string? Text { get; set; }
}

/// <summary>A payment.</summary>
public class PaymentInput
{
    /// <summary>The amount in euros.</summary>
    [Range(0.01, double.MaxValue)]
    public decimal Amount { get; set; }

    /// <summary>The day of the payment.</summary>
    public DateOnly PaidOn { get; set; }

    /// <summary>The method.</summary>
    public PaymentMethod Method { get; set; }
}

/// <summary>What there is to say about a supplier.</summary>
public class SupplierInput
{
    /// <summary>The name.</summary>
    [Required, StringLength(200)]
    public string Name { get; set; } = "";

    /// <summary>Where orders are sent.</summary>
    [Required, EmailAddress]
    public string OrderEmail { get; set; } = "";

    /// <summary>Where goods are sent back to.</summary>
    public Address? Address { get; set; }

    /// <summary>How many days a delivery takes.</summary>
    [Range(0, 365)]
    public int DeliveryDays { get; set; }

    /// <summary>The website.</summary>
    [Url]
    public Uri? Website { get; set; }
}

/// <summary>A correction of stock.</summary>
public class StockAdjustment
{
    /// <summary>The warehouse.</summary>
    [Required]
    public string Warehouse { get; set; } = "";

    /// <summary>How much more, or less, there is.</summary>
    [Range(-100_000, 100_000)]
    public int Change { get; set; }

    /// <summary>The reason.</summary>
    [Required, StringLength(500)]
    public string Reason { get; set; } = "";
}

/// <summary>A transfer of stock.</summary>
public class StockTransfer
{
    /// <summary>The warehouse it leaves.</summary>
    [Required]
    public string FromWarehouse { get; set; } = "";

    /// <summary>The warehouse it goes to.</summary>
    [Required]
    public string ToWarehouse { get; set; } = "";

    /// <summary>The quantity.</summary>
    [Range(1, 100_000)]
    public int Quantity { get; set; }
}

/// <summary>A task.</summary>
public class WorkTaskInput
{
    /// <summary>The title.</summary>
    [Required, StringLength(200)]
    public string Title { get; set; } = "";

    /// <summary>The e-mail address of the employee who gets it.</summary>
    [EmailAddress]
    public string? Assignee { get; set; }

    /// <summary>The due date.</summary>
    public DateOnly? DueDate { get; set; }

    /// <summary>The priority, from 1 (urgent) to 5.</summary>
    [Range(1, 5)]
    public int Priority { get; set; } = 3;
}

/// <summary>Who gets a task.</summary>
public class Assignment
{
    /// <summary>The e-mail address of the employee.</summary>
    [Required, EmailAddress]
    public string Assignee { get; set; } = "";
}
