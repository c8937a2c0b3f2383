using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace Mvc.Mcp.MeasuredApis.Ordinary;

/// <summary>Orders.</summary>
[ApiController]
[Route("api/orders")]
public class OrdersController : ControllerBase
{
    /// <summary>Lists orders, newest first.</summary>
    /// <param name="status">Only orders in this state.</param>
    /// <param name="customerId">Only orders of this customer.</param>
    /// <param name="since">Only orders placed at this time or later.</param>
    /// <param name="page">The page, from 1.</param>
    /// <param name="pageSize">How many orders a page has.</param>
    [HttpGet(Name = "list_orders")]
    public ActionResult<Page<OrderSummary>> List(
        OrderStatus? status, int? customerId, DateTimeOffset? since, [Range(1, int.MaxValue)] int page = 1, [Range(1, 100)] int pageSize = 20) =>
        Ok(new Page<OrderSummary>([], page, pageSize, 0));

    /// <summary>Gets an order with its lines.</summary>
    /// <param name="id">The id of the order.</param>
    [HttpGet("{id:long}", Name = "get_order")]
    [ProducesResponseType<Order>(200)]
    [ProducesResponseType(404)]
    public ActionResult<Order> Get(long id) => NotFound();

    /// <summary>Places an order.</summary>
    /// <remarks>Stock is reserved at once. The answer has the number that the customer is told.</remarks>
    /// <param name="order">The order.</param>
    [HttpPost(Name = "create_order")]
    [ProducesResponseType<Order>(201)]
    public ActionResult<Order> Create(OrderInput order) => Created("", order);

    /// <summary>Adds a line to an order that has not been shipped.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="line">The line.</param>
    [HttpPost("{id:long}/lines", Name = "add_order_line")]
    public ActionResult<Order> AddLine(long id, OrderLineInput line) => NotFound();

    /// <summary>Removes a line from an order that has not been shipped.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="lineId">The id of the line.</param>
    [HttpDelete("{id:long}/lines/{lineId:int}", Name = "remove_order_line")]
    public ActionResult<Order> RemoveLine(long id, int lineId) => NotFound();

    /// <summary>Cancels an order that has not been shipped.</summary>
    /// <remarks>Reserved stock is free again, and money that was paid is paid back.</remarks>
    /// <param name="id">The id of the order.</param>
    /// <param name="cancellation">Why it is cancelled.</param>
    [HttpPost("{id:long}/cancellation", Name = "cancel_order")]
    public ActionResult<Order> Cancel(long id, Cancellation cancellation) => NotFound();

    /// <summary>Marks an order as shipped and tells the customer.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="shipment">How it was shipped.</param>
    [HttpPost("{id:long}/shipment", Name = "ship_order")]
    public ActionResult<Order> Ship(long id, ShipmentInput shipment) => NotFound();

    /// <summary>Pays money back to the customer.</summary>
    /// <remarks>Not more than was paid. Several refunds of one order are possible.</remarks>
    /// <param name="id">The id of the order.</param>
    /// <param name="refund">The refund.</param>
    [HttpPost("{id:long}/refunds", Name = "refund_order")]
    public ActionResult<Order> Refund(long id, RefundInput refund) => NotFound();
}
