using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace Mvc.Mcp.MeasuredApis.Ordinary;

/// <summary>Invoices.</summary>
[ApiController]
[Route("api/invoices")]
public class InvoicesController : ControllerBase
{
    /// <summary>Lists invoices, newest first.</summary>
    /// <param name="status">Only invoices in this state.</param>
    /// <param name="customerId">Only invoices of this customer.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    /// <param name="page">The page, from 1.</param>
    [HttpGet(Name = "list_invoices")]
    public ActionResult<Page<Invoice>> List(
        InvoiceStatus? status, int? customerId, DateOnly? from, DateOnly? to, [Range(1, int.MaxValue)] int page = 1) =>
        Ok(new Page<Invoice>([], page, 20, 0));

    /// <summary>Gets an invoice.</summary>
    /// <param name="number">The number of the invoice.</param>
    [HttpGet("{number}", Name = "get_invoice")]
    [ProducesResponseType<Invoice>(200)]
    [ProducesResponseType(404)]
    public ActionResult<Invoice> Get([RegularExpression(@"^INV-\d{6}$")] string number) => NotFound();

    /// <summary>Sends an invoice to the customer by e-mail.</summary>
    /// <remarks>The invoice goes along as PDF. A draft is no longer one after this.</remarks>
    /// <param name="number">The number of the invoice.</param>
    /// <param name="message">What the e-mail says.</param>
    [HttpPost("{number}/sending", Name = "send_invoice")]
    [ProducesResponseType(202)]
    public IActionResult Send([RegularExpression(@"^INV-\d{6}$")] string number, MailInput message) => Accepted();

    /// <summary>Notes that an invoice was paid.</summary>
    /// <remarks>Part payments are possible; the invoice is paid when their sum is its total.</remarks>
    /// <param name="number">The number of the invoice.</param>
    /// <param name="payment">The payment.</param>
    [HttpPost("{number}/payments", Name = "pay_invoice")]
    public ActionResult<Invoice> Pay([RegularExpression(@"^INV-\d{6}$")] string number, PaymentInput payment) => NotFound();

    /// <summary>Voids an invoice. This cannot be undone.</summary>
    /// <param name="number">The number of the invoice.</param>
    [HttpDelete("{number}", Name = "void_invoice")]
    [ProducesResponseType(204)]
    public IActionResult Void([RegularExpression(@"^INV-\d{6}$")] string number) => NoContent();

    /// <summary>Gets an invoice as PDF.</summary>
    /// <param name="number">The number of the invoice.</param>
    [HttpGet("{number}/pdf", Name = "download_invoice")]
    [ProducesResponseType<FileContentResult>(200, "application/pdf")]
    public IActionResult Download([RegularExpression(@"^INV-\d{6}$")] string number) => File("%PDF"u8.ToArray(), "application/pdf");
}
