using Microsoft.AspNetCore.Mvc;

namespace Mvc.Mcp.MeasuredApis.Ordinary;

/// <summary>Suppliers.</summary>
[ApiController]
[Route("api/suppliers")]
public class SuppliersController : ControllerBase
{
    /// <summary>Lists suppliers.</summary>
    /// <param name="search">Part of the name.</param>
    [HttpGet(Name = "list_suppliers")]
    public ActionResult<IEnumerable<Supplier>> List(string? search) => Ok();

    /// <summary>Gets a supplier.</summary>
    /// <param name="id">The id.</param>
    [HttpGet("{id:int}", Name = "get_supplier")]
    [ProducesResponseType<Supplier>(200)]
    [ProducesResponseType(404)]
    public ActionResult<Supplier> Get(int id) => NotFound();

    /// <summary>Adds a supplier.</summary>
    /// <param name="supplier">The supplier.</param>
    [HttpPost(Name = "create_supplier")]
    [ProducesResponseType<Supplier>(201)]
    public ActionResult<Supplier> Create(SupplierInput supplier) => Created("", supplier);

    /// <summary>Changes a supplier.</summary>
    /// <param name="id">The id.</param>
    /// <param name="supplier">The supplier.</param>
    [HttpPut("{id:int}", Name = "update_supplier")]
    public ActionResult<Supplier> Update(int id, SupplierInput supplier) => NotFound();

    /// <summary>Deletes a supplier.</summary>
    /// <param name="id">The id.</param>
    [HttpDelete("{id:int}", Name = "delete_supplier")]
    [ProducesResponseType(204)]
    public IActionResult Delete(int id) => NoContent();
}
