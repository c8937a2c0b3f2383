using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace Mvc.Mcp.MeasuredApis.Thousand;

/// <summary>The actions that are copied.</summary>
[ApiController]
public class TemplateController : ControllerBase
{
    /// <param name="search">Words of the name.</param>
    /// <param name="state">Only those in this state.</param>
    /// <param name="page">The page, from 1.</param>
    /// <param name="pageSize">How many a page has.</param>
    [HttpGet("list")]
    public IEnumerable<Item> List(string? search, string? state, [Range(1, 10_000)] int page = 1, [Range(1, 100)] int pageSize = 20) =>
        [new Item(page, search ?? "", state ?? "", [])];

    /// <param name="id">The id.</param>
    [HttpGet("get/{id}")]
    public Item Get(int id) => new(id, Request.Path, "", []);

    [HttpPost("create")]
    public Item Create(ItemInput item) => new(0, item.Name, item.State ?? "", item.Labels);

    /// <param name="id">The id.</param>
    /// <param name="item">What there is to say about it.</param>
    [HttpPut("update/{id}")]
    public Item Update(int id, ItemInput item) => new(id, item.Name, item.State ?? "", item.Labels);

    /// <param name="id">The id.</param>
    [HttpPost("act/{id}")]
    public Item Act(int id) => new(id, Request.Path, Request.Method, []);

    /// <param name="id">The id.</param>
    /// <param name="remark">What is to be said about it.</param>
    [HttpPost("remark/{id}")]
    public Item Remark(int id, RemarkInput remark) => new(id, remark.Text, "", []);

    /// <param name="id">The id.</param>
    /// <param name="assignment">Who.</param>
    [HttpPut("assign/{id}")]
    public Item Assign(int id, AssignmentInput assignment) => new(id, assignment.Employee, "", []);

    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    [HttpGet("export"), Produces("text/csv")]
    public string Export(DateOnly? from, DateOnly? to) => $"id,name\n{from},{to}";

    /// <param name="upload">The rows, with a header.</param>
    [HttpPost("import")]
    public int Import(UploadInput upload) => upload.Csv.Length;

    /// <param name="state">Only those in this state.</param>
    [HttpGet("count")]
    public int Count(string? state) => state?.Length ?? 0;

    /// <param name="id">The id.</param>
    /// <param name="page">The page, from 1.</param>
    [HttpGet("list-of/{id}")]
    public IEnumerable<Item> ListOf(int id, [Range(1, 10_000)] int page = 1) => [new Item(id, Request.Path, "", [page.ToString(System.Globalization.CultureInfo.InvariantCulture)])];

    /// <summary>What is kept.</summary>
    /// <param name="Id">The id.</param>
    /// <param name="Name">The name.</param>
    /// <param name="State">Where it stands in its life.</param>
    /// <param name="Labels">What it is found by.</param>
    public record Item(int Id, string Name, string State, IReadOnlyList<string> Labels);

    /// <summary>What there is to say.</summary>
    public class ItemInput
    {
        /// <summary>The name that people see.</summary>
        [Required, StringLength(100)]
        public string Name { get; set; } = "";

        /// <summary>Where it stands in its life.</summary>
        public string? State { get; set; }

        /// <summary>What it is found by.</summary>
        public IReadOnlyList<string> Labels { get; set; } = [];
    }

    /// <summary>What is said.</summary>
    public class RemarkInput
    {
        /// <summary>The text.</summary>
        [Required, StringLength(1000)]
        public string Text { get; set; } = "";
    }

    /// <summary>Who.</summary>
    public class AssignmentInput
    {
        /// <summary>The e-mail address of the employee.</summary>
        [Required, EmailAddress]
        public string Employee { get; set; } = "";
    }

    /// <summary>A file.</summary>
    public class UploadInput
    {
        /// <summary>The rows, with a header.</summary>
        [Required]
        public string Csv { get; set; } = "";
    }
}
