using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Shop.Data;
using Shop.Models;

namespace Shop.Controllers;

[ApiController]
[Route("orders")]
public sealed class OrdersController(ShopDb db) : ControllerBase
{
    /// <summary>Orders products at today's prices.</summary>
    /// <response code="201">The order as it was placed, with its number and total.</response>
    /// <response code="400">The order is not complete, or names a product that does not exist.</response>
    [HttpPost(Name = "create_order")]
    [ProducesResponseType<Order>(StatusCodes.Status201Created)]
    [ProducesResponseType<ValidationProblemDetails>(StatusCodes.Status400BadRequest)]
    public async Task<ActionResult<Order>> Create(OrderInput input)
    {
        var order = new Order { Customer = input.Customer, DeliverOn = input.DeliverOn!.Value };
        for (var i = 0; i < input.Lines.Count; i++)
        {
            var line = input.Lines[i];
            if (await db.Products.FindAsync(line.ProductId) is { } product)
                order.Lines.Add(new OrderLine { ProductId = product.Id, Quantity = line.Quantity, UnitPrice = product.Price });
            else
                ModelState.AddModelError($"Lines[{i}].ProductId", $"There is no product {line.ProductId}.");
        }

        if (!ModelState.IsValid)
            return ValidationProblem();

        db.Orders.Add(order);
        await db.SaveChangesAsync();
        return CreatedAtRoute("get_order", new { order.Id }, order);
    }

    /// <summary>Gets one order with its lines.</summary>
    /// <param name="id">The number of the order.</param>
    /// <response code="404">There is no such order.</response>
    [HttpGet("{id:int}", Name = "get_order")]
    [ProducesResponseType<Order>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<Order>> Get(int id) =>
        await db.Orders.FindAsync(id) is { } order ? order : NotFound();

    /// <summary>Lists orders, newest first.</summary>
    /// <param name="status">Only orders that are this far.</param>
    /// <param name="deliverFrom">Only orders to be delivered on this day or later.</param>
    /// <param name="page">The page of the list. The first is 1.</param>
    /// <param name="pageSize">How many orders a page has.</param>
    [HttpGet(Name = "list_orders")]
    public async Task<Page<Order>> List(
        OrderStatus? status,
        DateOnly? deliverFrom,
        [Range(1, 10_000)] int page = 1,
        [Range(1, 100)] int pageSize = 20)
    {
        var orders = db.Orders
            .Where(order => status == null || order.Status == status)
            .Where(order => deliverFrom == null || order.DeliverOn >= deliverFrom);

        return new Page<Order>(
            await orders.OrderByDescending(order => order.Id)
                .Skip((page - 1) * pageSize).Take(pageSize).ToListAsync(),
            page,
            await orders.CountAsync());
    }
}
