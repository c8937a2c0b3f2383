/// <summary>The products of a shop.</summary>
public static class Products
{
    private static readonly Product[] _products = [new() { Id = 1, Name = "Lamp", Category = "Light" }, new() { Id = 2, Name = "Chair" }];

    /// <summary>Maps what serves them.</summary>
    public static void MapProducts(this WebApplication app)
    {
        app.MapGet("/products", List).WithName("ListProducts");
        app.MapPost("/products", Add).WithName("AddProduct");
    }

    /// <summary>Lists products.</summary>
    /// <param name="category">Only products of this category, such as Light.</param>
    public static IEnumerable<Product> List(string? category) => _products.Where(product => category is null || product.Category == category);

    /// <summary>Adds a product.</summary>
    public static Product Add(Product product) => product;
}

public class Product
{
    /// <summary>The number on its label.</summary>
    public required int Id { get; set; }

    public string Name { get; set; } = "";

    public string? Category { get; set; }
}
