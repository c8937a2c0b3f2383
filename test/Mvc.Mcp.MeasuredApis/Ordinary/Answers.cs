namespace Mvc.Mcp.MeasuredApis.Ordinary;

/// <summary>A page of a list.</summary>
public record Page<T>(IReadOnlyList<T> Items, int Number, int Size, int Total);

/// <summary>A customer.</summary>
/// <param name="Id">The id.</param>
/// <param name="Name">The name.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="Phone">The phone number.</param>
/// <param name="Address">Where invoices are sent.</param>
/// <param name="Since">When they became a customer.</param>
public record Customer(int Id, string Name, string Email, string? Phone, Address Address, DateOnly Since);

/// <summary>A product.</summary>
/// <param name="Sku">The stock keeping unit.</param>
/// <param name="Name">The name.</param>
/// <param name="Description">What customers read of it.</param>
/// <param name="Category">The category.</param>
/// <param name="Price">The price in euros.</param>
/// <param name="Weight">The weight in grams.</param>
/// <param name="Size">The size of one, in millimetres.</param>
/// <param name="Tags">What customers find it by.</param>
/// <param name="Rating">The average of its reviews, from 1 to 5.</param>
/// <param name="CreatedAt">When it was added.</param>
/// <param name="UpdatedAt">When it was changed last.</param>
public record Product(
    string Sku,
    string Name,
    string? Description,
    Category Category,
    decimal Price,
    int? Weight,
    Dimensions? Size,
    IReadOnlyList<string> Tags,
    double? Rating,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

/// <summary>A size in millimetres.</summary>
/// <param name="Length">The length.</param>
/// <param name="Width">The width.</param>
/// <param name="Height">The height.</param>
public record Dimensions(int Length, int Width, int Height);

/// <summary>A review.</summary>
/// <param name="Rating">From 1 to 5.</param>
/// <param name="Text">What the customer wrote.</param>
/// <param name="WrittenAt">When.</param>
public record Review(int Rating, string? Text, DateTimeOffset WrittenAt);

/// <summary>An order in a list.</summary>
/// <param name="Id">The id.</param>
/// <param name="Customer">The name of the customer.</param>
/// <param name="Status">The state.</param>
/// <param name="Total">What it costs, in euros.</param>
/// <param name="PlacedAt">When it was placed.</param>
public record OrderSummary(long Id, string Customer, OrderStatus Status, decimal Total, DateTimeOffset PlacedAt);

/// <summary>An order.</summary>
/// <param name="Id">The id.</param>
/// <param name="CustomerId">The id of the customer.</param>
/// <param name="Status">The state.</param>
/// <param name="Lines">What is ordered.</param>
/// <param name="ShipTo">Where it is sent.</param>
/// <param name="Shipment">How it was shipped, once it was.</param>
/// <param name="Total">What it costs, in euros.</param>
/// <param name="PlacedAt">When it was placed.</param>
/// <param name="Note">A note for the warehouse.</param>
/// <param name="InvoiceNumber">The number of the invoice, once there is one.</param>
/// <param name="UpdatedAt">When it was changed last.</param>
public record Order(
    long Id,
    int CustomerId,
    OrderStatus Status,
    IReadOnlyList<OrderLine> Lines,
    Address ShipTo,
    Shipment? Shipment,
    decimal Total,
    DateTimeOffset PlacedAt,
    string? Note,
    string? InvoiceNumber,
    DateTimeOffset UpdatedAt);

/// <summary>A line of an order.</summary>
/// <param name="Id">The id of the line.</param>
/// <param name="Sku">The stock keeping unit.</param>
/// <param name="Quantity">The quantity.</param>
/// <param name="UnitPrice">The price of one, in euros.</param>
public record OrderLine(int Id, string Sku, int Quantity, decimal UnitPrice);

/// <summary>A shipment.</summary>
/// <param name="Carrier">The carrier.</param>
/// <param name="TrackingNumber">The tracking number.</param>
/// <param name="ShippedAt">When it left the warehouse.</param>
public record Shipment(Carrier Carrier, string? TrackingNumber, DateTimeOffset ShippedAt);

/// <summary>An invoice.</summary>
/// <param name="Number">The number.</param>
/// <param name="CustomerId">The id of the customer.</param>
/// <param name="OrderId">The id of the order.</param>
/// <param name="Status">The state.</param>
/// <param name="Total">The total in euros.</param>
/// <param name="Due">When it is to be paid.</param>
/// <param name="Payments">What was paid so far.</param>
public record Invoice(
    string Number, int CustomerId, long OrderId, InvoiceStatus Status, decimal Total, DateOnly Due, IReadOnlyList<Payment> Payments);

/// <summary>A payment.</summary>
/// <param name="Amount">The amount in euros.</param>
/// <param name="PaidOn">The day of the payment.</param>
/// <param name="Method">The method.</param>
public record Payment(decimal Amount, DateOnly PaidOn, PaymentMethod Method);

/// <summary>A supplier.</summary>
/// <param name="Id">The id.</param>
/// <param name="Name">The name.</param>
/// <param name="OrderEmail">Where orders are sent.</param>
/// <param name="Address">Where goods are sent back to.</param>
/// <param name="DeliveryDays">How many days a delivery takes.</param>
/// <param name="Website">The website.</param>
public record Supplier(int Id, string Name, string OrderEmail, Address? Address, int DeliveryDays, Uri? Website);

/// <summary>How much of a product lies in a warehouse.</summary>
/// <param name="Sku">The stock keeping unit.</param>
/// <param name="Warehouse">The warehouse.</param>
/// <param name="Quantity">The quantity.</param>
/// <param name="Minimum">When to order again.</param>
public record StockLevel(string Sku, string Warehouse, int Quantity, int Minimum);

/// <summary>A movement of stock.</summary>
/// <param name="At">When.</param>
/// <param name="Warehouse">The warehouse.</param>
/// <param name="Change">How much more, or less.</param>
/// <param name="Reason">The reason.</param>
public record StockMovement(DateTimeOffset At, string Warehouse, int Change, string? Reason);

/// <summary>A task.</summary>
/// <param name="Id">The id of the task.</param>
/// <param name="Title">The title.</param>
/// <param name="Assignee">The e-mail address of the employee who has it.</param>
/// <param name="DueDate">The due date.</param>
/// <param name="Priority">From 1 (urgent) to 5.</param>
/// <param name="Done">Whether it is done.</param>
public record WorkTask(Guid Id, string Title, string? Assignee, DateOnly? DueDate, int Priority, bool Done);
