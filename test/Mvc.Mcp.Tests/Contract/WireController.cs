using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.JsonPatch.SystemTextJson;
using Microsoft.AspNetCore.Mvc;

namespace Mvc.Mcp.Tests.Contract;

[ApiController]
[Route("wire")]
public sealed class WireController : ControllerBase
{
    [HttpGet("search", Name = "search")]
    public string Search([FromQuery] Search search) => $"{search.Filter}|{search.Top}|{search.Sort}";

    [HttpPost("search-form", Name = "search_form")]
    public string OfForm([FromForm] SearchForm search) => $"{search.Text}|{search.Top}";

    [HttpPost("rate", Name = "rate")]
    public string Rate(Rating rating) => $"{rating.Stars}|{rating.Title}";

    [HttpGet("orders/{id}", Name = "order")]
    public string Order(OrderId id, [FromQuery] OrderId[] also, [FromQuery] GridPoint? at) => $"{id}|{string.Join(',', also)}|{at?.X},{at?.Y}";

    [HttpPost("invoice", Name = "invoice")]
    public Invoice Invoiced(Invoice invoice) => invoice;

    [HttpPost("price", Name = "price")]
    public Money Price([FromBody] Money money) => money;

    [HttpPatch("patch", Name = "patch")]
    public string Patch(JsonPatchDocument<Patched> patch)
    {
        var model = new Patched();
        patch.ApplyTo(model);
        return model.Name ?? "nothing";
    }

    [HttpGet("csv", Name = "csv")]
    public string Csv([ModelBinder(typeof(CsvBinder))] int[] ids) => string.Join('+', ids);

    [HttpPost("rare", Name = "rare")]
    public Rare OfRare(Rare rare) => rare;

    [HttpGet("time/{at}", Name = "time")]
    public string OfTime(TimeOnly at, Half? half) => $"{at:HH:mm:ss}|{half}";

    [HttpGet("file", Name = "file")]
    [ProducesResponseType<FileResult>(200, "application/json")]
    public IActionResult OfFile() => File("{}"u8.ToArray(), "application/json", "a.json");

    [HttpGet("optional", Name = "optional")]
    public Optional OfOptional() => new() { Name = "x", Numbers = [1], Ratio = 1.5 };

    [HttpGet("nullable/{id}", Name = "nullable")]
    public ActionResult<Patched?> OfNullable(int id) => id == 0 ? default(Patched) : new Patched { Name = "x" };

    [HttpGet("flag/{id}", Name = "flag")]
    public async Task<bool?> Flag(int id)
    {
        await Task.Yield();
        return id == 0 ? null : true;
    }

    [HttpPost("garage", Name = "garage")]
    public Garage OfGarage(Garage garage) => garage;

    [HttpPost("ticket", Name = "ticket")]
    public Ticket OfTicket(Ticket ticket) => ticket;

    [HttpGet("urgency", Name = "urgency")]
    public int OfUrgency(Urgency urgency, [FromQuery] Urgency[] others) => (int)urgency + others.Sum(other => (int)other);

    [HttpGet("origin", Name = "origin")]
    public string Origin([FromHeader(Name = "X-Forwarded-For"), Required] string origin) => origin;

    [HttpGet("long", Name = "long")]
    public string Long([FromQuery(Name = "a_name_that_is_longer_than_model_providers_accept_in_the_arguments_of_a_tool")] string? text) => text ?? "";

    [HttpGet("guid/{id:guid}", Name = "by_guid")]
    public string ByGuid(string id) => id;

    [HttpGet("stars", Name = "stars")]
    public string Stars([Range(1, 5, ErrorMessage = "Nobody gives that many.")] int stars) => $"{stars}";
}
