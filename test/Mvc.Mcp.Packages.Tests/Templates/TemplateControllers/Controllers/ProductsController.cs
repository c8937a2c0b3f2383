using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace TemplateControllers.Controllers;

/// <summary>The products of a shop.</summary>
[ApiController]
[Route("[controller]")]
public class ProductsController : ControllerBase
{
    private static readonly Product[] _products =
    [
        new() { Id = 1, Name = "Lamp", Category = "Light", Price = 20 },
        new() { Id = 2, Name = "Chair", Price = 80.5m },
    ];

    /// <summary>Lists products, cheapest first.</summary>
    /// <param name="category">Only products of this category, such as Light.</param>
    [HttpGet]
    public IEnumerable<Product> List(string? category) =>
        _products.Where(product => category is null || product.Category == category).OrderBy(product => product.Price);

    [HttpGet("{id}")]
    [EndpointSummary("Gets one product.")]
    [EndpointDescription("Says nothing of its stock.")]
    public ActionResult<Product> Get([Description("The number on its label.")] int id) =>
        _products.FirstOrDefault(product => product.Id == id) is { } product ? product : NotFound();

    /// <summary>Adds a product.</summary>
    [HttpPost]
    public Product Add(NewProduct product) => new() { Id = 3, Name = product.Name, Category = product.Category, Price = product.Price ?? 0 };

    [HttpDelete("{id}")]
    [Obsolete("Products are kept for ever.")]
    public void Delete(int id) => _ = id;
}

public class Product
{
    /// <summary>The number on its label.</summary>
    public required int Id { get; set; }

    public required string Name { get; set; }

    public string? Category { get; set; }

    public decimal Price { get; set; }
}

public class NewProduct
{
    /// <summary>What customers call it.</summary>
    public string Name { get; set; } = "";

    [Description("The shelf it stands on.")]
    public string? Category { get; set; }

    [Display(Description = "In euros.")]
    public decimal? Price { get; set; }

    [Obsolete("Use Category.")]
    public string? Shelf { get; set; }
}
