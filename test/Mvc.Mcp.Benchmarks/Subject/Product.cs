namespace Mvc.Mcp.Benchmarks.Subject;

/// <summary>A small record, as most actions return.</summary>
/// <param name="Id">The product's number.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Price">What one costs, in euros.</param>
/// <param name="InStock">How many are left.</param>
/// <param name="Category">Where it stands in the catalogue.</param>
public sealed record Product(int Id, string Name, decimal Price, int InStock, string Category)
{
    /// <summary>The product of that number: there is one for every number, so that nothing but the call is measured.</summary>
    public static Product Of(int id) => new(id, "Kettle, 1.7 litres", 24.9m, 12, "kitchen");
}
