using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Shop.Data;
using Shop.Models;

namespace Shop.Controllers;

[ApiController]
[Route("products")]
public sealed class ProductsController(ShopDb db) : ControllerBase
{
    /// <summary>Lists products, cheapest first.</summary>
    /// <param name="category">Only products of this category, such as Electronics.</param>
    /// <param name="maxPrice">Only products that cost at most this much, in euros.</param>
    /// <param name="page">The page of the list. The first is 1.</param>
    /// <param name="pageSize">How many products a page has.</param>
    [HttpGet(Name = "list_products")]
    public async Task<Page<Product>> List(
        string? category,
        [Range(0, 100_000)] decimal? maxPrice,
        [Range(1, 10_000)] int page = 1,
        [Range(1, 100)] int pageSize = 20)
    {
        var products = db.Products
            .Where(product => category == null || product.Category == category)
            .Where(product => maxPrice == null || product.Price <= maxPrice);

        return new Page<Product>(
            await products.OrderBy(product => product.Price).ThenBy(product => product.Id)
                .Skip((page - 1) * pageSize).Take(pageSize).ToListAsync(),
            page,
            await products.CountAsync());
    }

    /// <summary>Gets one product.</summary>
    /// <param name="id">The number of the product.</param>
    /// <response code="404">There is no such product.</response>
    [HttpGet("{id:int}", Name = "get_product")]
    [ProducesResponseType<Product>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<Product>> Get(int id) =>
        await db.Products.FindAsync(id) is { } product ? product : NotFound();

    /// <summary>Adds a product to the shop.</summary>
    /// <response code="201">The product as it is now, with its number.</response>
    [HttpPost(Name = "create_product")]
    [ProducesResponseType<Product>(StatusCodes.Status201Created)]
    [ProducesResponseType<ValidationProblemDetails>(StatusCodes.Status400BadRequest)]
    public async Task<ActionResult<Product>> Create(ProductInput input)
    {
        var product = new Product { Name = input.Name, Price = input.Price!.Value, Category = input.Category };
        db.Products.Add(product);
        await db.SaveChangesAsync();
        return CreatedAtRoute("get_product", new { product.Id }, product);
    }

    /// <summary>Replaces what is known about a product.</summary>
    /// <param name="id">The number of the product.</param>
    /// <param name="input">What is to be known about it.</param>
    /// <response code="404">There is no such product.</response>
    [HttpPut("{id:int}", Name = "update_product")]
    [ProducesResponseType<Product>(StatusCodes.Status200OK)]
    [ProducesResponseType<ValidationProblemDetails>(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<Product>> Update(int id, ProductInput input)
    {
        if (await db.Products.FindAsync(id) is not { } product)
            return NotFound();

        (product.Name, product.Price, product.Category) = (input.Name, input.Price!.Value, input.Category);
        await db.SaveChangesAsync();
        return product;
    }

    /// <summary>Takes a product out of the shop for good.</summary>
    /// <param name="id">The number of the product.</param>
    /// <response code="204">The product is gone.</response>
    /// <response code="404">There is no such product.</response>
    [HttpDelete("{id:int}", Name = "delete_product")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Delete(int id) =>
        await db.Products.Where(product => product.Id == id).ExecuteDeleteAsync() > 0 ? NoContent() : NotFound();

    /// <summary>Gets the picture of a product.</summary>
    /// <param name="id">The number of the product.</param>
    /// <response code="404">There is no such product, or it has no picture.</response>
    [HttpGet("{id:int}/picture", Name = "get_product_picture")]
    [ProducesResponseType<FileStreamResult>(StatusCodes.Status200OK, "image/png")]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> GetPicture(int id) =>
        await db.Products.FindAsync(id) is not null && typeof(Program).Assembly.GetManifestResourceStream($"{id}.png") is { } picture
            ? File(picture, "image/png")
            : NotFound();
}
