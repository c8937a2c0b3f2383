using Microsoft.AspNetCore.Mvc;

namespace Mvc.Mcp.Benchmarks.Subject;

/// <summary>The actions that are measured, and the rest of what a catalog of a plain API holds.</summary>
[ApiController]
[Route("products")]
public sealed class ProductsController : ControllerBase
{
    /// <summary>The action of the call ratios.</summary>
    [HttpGet("{id:int}", Name = "get_product")]
    public Product Get(int id) => Product.Of(id);

    [HttpGet(Name = "list_products")]
    public IReadOnlyList<Product> List(string? category = null, int page = 1, int pageSize = 20) =>
        [.. Enumerable.Range(page * pageSize, pageSize).Select(Product.Of).Where(product => category is null || product.Category == category)];

    [HttpPost(Name = "create_product")]
    public ActionResult<Product> Create(NewProduct product) =>
        CreatedAtAction(nameof(Get), new { id = 1 }, new Product(1, product.Name, product.Price, product.InStock, product.Category));

    [HttpPut("{id:int}", Name = "replace_product")]
    public Product Replace(int id, NewProduct product) => new(id, product.Name, product.Price, product.InStock, product.Category);

    [HttpDelete("{id:int}", Name = "delete_product")]
    public NoContentResult Delete(int id) => NoContent();
}
