using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace Mvc.Mcp.MeasuredApis.Ordinary;

/// <summary>Products.</summary>
[ApiController]
[Route("api/products")]
public class ProductsController : ControllerBase
{
    /// <summary>Finds products.</summary>
    /// <remarks>The best matches come first; without words the list is sorted by name.</remarks>
    /// <param name="search">Words of the name or the description.</param>
    /// <param name="category">Only products of this category.</param>
    /// <param name="minPrice">Only products that cost at least this much.</param>
    /// <param name="maxPrice">Only products that cost at most this much.</param>
    /// <param name="inStock">Only products that can be delivered at once.</param>
    /// <param name="page">The page, from 1.</param>
    /// <param name="pageSize">How many products a page has.</param>
    [HttpGet(Name = "search_products")]
    public ActionResult<Page<Product>> Search(
        [StringLength(200)] string? search,
        Category? category,
        [Range(0, double.MaxValue)] decimal? minPrice,
        [Range(0, double.MaxValue)] decimal? maxPrice,
        bool inStock = false,
        [Range(1, int.MaxValue)] int page = 1,
        [Range(1, 100)] int pageSize = 20) =>
        Ok(new Page<Product>([], page, pageSize, 0));

    /// <summary>Gets a product.</summary>
    /// <param name="sku">The stock keeping unit.</param>
    [HttpGet("{sku}", Name = "get_product")]
    [ProducesResponseType<Product>(200)]
    [ProducesResponseType(404)]
    public ActionResult<Product> Get([RegularExpression("^[A-Z]{3}-[0-9]{4}$")] string sku) => NotFound();

    /// <summary>Adds a product.</summary>
    /// <param name="product">The product.</param>
    [HttpPost(Name = "create_product")]
    [ProducesResponseType<Product>(201)]
    public ActionResult<Product> Create(ProductInput product) => Created("", product);

    /// <summary>Changes a product.</summary>
    /// <param name="sku">The stock keeping unit.</param>
    /// <param name="product">The product.</param>
    [HttpPut("{sku}", Name = "update_product")]
    public ActionResult<Product> Update([RegularExpression("^[A-Z]{3}-[0-9]{4}$")] string sku, ProductInput product) => NotFound();

    /// <summary>Deletes a product that was never ordered.</summary>
    /// <param name="sku">The stock keeping unit.</param>
    [HttpDelete("{sku}", Name = "delete_product")]
    [ProducesResponseType(204)]
    [ProducesResponseType(409)]
    public IActionResult Delete([RegularExpression("^[A-Z]{3}-[0-9]{4}$")] string sku) => NoContent();

    /// <summary>Changes the price of a product from a day on.</summary>
    /// <remarks>Orders that were placed before keep their price.</remarks>
    /// <param name="sku">The stock keeping unit.</param>
    /// <param name="price">The price.</param>
    [HttpPatch("{sku}/price", Name = "set_product_price")]
    public ActionResult<Product> SetPrice([RegularExpression("^[A-Z]{3}-[0-9]{4}$")] string sku, PriceInput price) => NotFound();

    /// <summary>Lists what customers say of a product.</summary>
    /// <param name="sku">The stock keeping unit.</param>
    /// <param name="minRating">Only reviews with this rating or a better one.</param>
    [HttpGet("{sku}/reviews", Name = "list_product_reviews")]
    public ActionResult<IEnumerable<Review>> Reviews(
        [RegularExpression("^[A-Z]{3}-[0-9]{4}$")] string sku, [Range(1, 5)] int? minRating) => Ok();
}
