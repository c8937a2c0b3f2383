using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace Mvc.Mcp.MeasuredApis.Ordinary;

/// <summary>Customers.</summary>
[ApiController]
[Route("api/customers")]
public class CustomersController : ControllerBase
{
    /// <summary>Lists customers by name.</summary>
    /// <remarks>The list is sorted by name, without regard to case.</remarks>
    /// <param name="search">Part of the name or e-mail address.</param>
    /// <param name="country">ISO 3166 code of the country.</param>
    /// <param name="page">The page, from 1.</param>
    /// <param name="pageSize">How many customers a page has.</param>
    [HttpGet(Name = "list_customers")]
    public ActionResult<Page<Customer>> List(
        string? search, [RegularExpression("^[A-Z]{2}$")] string? country, [Range(1, int.MaxValue)] int page = 1, [Range(1, 100)] int pageSize = 20) =>
        Ok(new Page<Customer>([], page, pageSize, 0));

    /// <summary>Gets a customer.</summary>
    /// <param name="id">The id.</param>
    [HttpGet("{id:int}", Name = "get_customer")]
    [ProducesResponseType<Customer>(200)]
    [ProducesResponseType(404)]
    public ActionResult<Customer> Get(int id) => NotFound();

    /// <summary>Adds a customer.</summary>
    /// <param name="customer">The customer.</param>
    [HttpPost(Name = "create_customer")]
    [ProducesResponseType<Customer>(201)]
    public ActionResult<Customer> Create(CustomerInput customer) => Created("", customer);

    /// <summary>Changes a customer.</summary>
    /// <param name="id">The id.</param>
    /// <param name="customer">The customer.</param>
    [HttpPut("{id:int}", Name = "update_customer")]
    public ActionResult<Customer> Update(int id, CustomerInput customer) => NotFound();

    /// <summary>Deletes a customer who has no orders.</summary>
    /// <remarks>A customer with orders cannot be deleted; the answer is then 409.</remarks>
    /// <param name="id">The id.</param>
    [HttpDelete("{id:int}", Name = "delete_customer")]
    [ProducesResponseType(204)]
    [ProducesResponseType(409)]
    public IActionResult Delete(int id) => NoContent();

    /// <summary>Lists the orders of a customer, newest first.</summary>
    /// <param name="id">The id of the customer.</param>
    /// <param name="status">Only orders in this state.</param>
    /// <param name="page">The page, from 1.</param>
    /// <param name="pageSize">How many orders a page has.</param>
    [HttpGet("{id:int}/orders", Name = "list_customer_orders")]
    public ActionResult<Page<OrderSummary>> Orders(
        int id, OrderStatus? status, [Range(1, int.MaxValue)] int page = 1, [Range(1, 100)] int pageSize = 20) =>
        Ok(new Page<OrderSummary>([], page, pageSize, 0));
}
