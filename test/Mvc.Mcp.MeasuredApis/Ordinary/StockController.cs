using Microsoft.AspNetCore.Mvc;

namespace Mvc.Mcp.MeasuredApis.Ordinary;

/// <summary>What lies in the warehouses.</summary>
[ApiController]
[Route("api/stock")]
public class StockController : ControllerBase
{
    /// <summary>Lists what is in stock.</summary>
    /// <param name="warehouse">Only what lies in this warehouse.</param>
    /// <param name="belowMinimum">Only what should be ordered again.</param>
    [HttpGet(Name = "list_stock")]
    public ActionResult<IEnumerable<StockLevel>> List(string? warehouse, bool belowMinimum = false) => Ok();

    /// <summary>Gets how much of a product is in stock, by warehouse.</summary>
    /// <param name="sku">The stock keeping unit.</param>
    [HttpGet("{sku}", Name = "get_stock")]
    public ActionResult<IEnumerable<StockLevel>> Get(string sku) => Ok();

    /// <summary>Corrects the stock of a product, for example after breakage.</summary>
    /// <remarks>Each correction is kept with its reason.</remarks>
    /// <param name="sku">The stock keeping unit.</param>
    /// <param name="adjustment">The adjustment.</param>
    [HttpPost("{sku}/adjustments", Name = "adjust_stock")]
    public ActionResult<StockLevel> Adjust(string sku, StockAdjustment adjustment) => NotFound();

    /// <summary>Moves stock from one warehouse to another.</summary>
    /// <remarks>Fails with 409 where there is not enough.</remarks>
    /// <param name="sku">The stock keeping unit.</param>
    /// <param name="transfer">The transfer.</param>
    [HttpPost("{sku}/transfers", Name = "transfer_stock")]
    public ActionResult<IEnumerable<StockLevel>> Transfer(string sku, StockTransfer transfer) => Ok();

    /// <summary>Lists the movements of a product, newest first.</summary>
    /// <param name="sku">The stock keeping unit.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    [HttpGet("{sku}/movements", Name = "list_stock_movements")]
    public ActionResult<IEnumerable<StockMovement>> Movements(string sku, DateOnly? from, DateOnly? to) => Ok();
}
