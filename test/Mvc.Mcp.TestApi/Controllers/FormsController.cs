using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Mvc.Mcp.TestApi.Models;

namespace Mvc.Mcp.TestApi.Controllers;

/// <summary>Forms and files.</summary>
[Route("forms")]
public sealed class FormsController : EchoController
{
    /// <summary>Fields as parameters.</summary>
    [HttpPost("fields")]
    public ContentResult Fields([FromForm] string name, [FromForm] int age) => Echo(new { name, age });

    /// <summary>Fields as parameters, url-encoded.</summary>
    [HttpPost("encoded"), Consumes("application/x-www-form-urlencoded")]
    public ContentResult Encoded([FromForm] string name, [FromForm] int age) => Echo(new { name, age });

    /// <summary>Fields as a model.</summary>
    [HttpPost("model")]
    public ContentResult Model([FromForm] Application form) => Echo(form);

    /// <summary>Fields as a model, url-encoded.</summary>
    [HttpPost("encoded-model"), Consumes("application/x-www-form-urlencoded")]
    public ContentResult EncodedModel([FromForm] Application form) => Echo(form);

    /// <summary>Fields in fields.</summary>
    [HttpPost("nested")]
    public ContentResult Nested([FromForm] Registration form) => Echo(form);

    /// <summary>A file.</summary>
    [HttpPost("file")]
    public ContentResult File(IFormFile file) => Echo(new { file = FileEcho.Of(file) });

    /// <summary>Two files.</summary>
    [HttpPost("two")]
    public ContentResult Two(IFormFile front, IFormFile back) =>
        Echo(new { front = FileEcho.Of(front), back = FileEcho.Of(back) });

    /// <summary>Several files.</summary>
    [HttpPost("collection")]
    public ContentResult Collection(IFormFileCollection files) => Echo(new { files = files.Select(FileEcho.Of) });

    /// <summary>Several files as a list.</summary>
    [HttpPost("list")]
    public ContentResult List(List<IFormFile> files) => Echo(new { files = files.Select(FileEcho.Of) });

    /// <summary>A file, a field and a value of the path.</summary>
    [HttpPost("{id}/file")]
    public ContentResult Beside(int id, IFormFile file, [FromForm] string? note) =>
        Echo(new { id, note, file = FileEcho.Of(file) });

    /// <summary>A model with fields and files.</summary>
    [HttpPost("submission")]
    public ContentResult Submission([FromForm] Submission form) => Echo(new
    {
        form.Title, Document = FileEcho.Of(form.Document), Attachments = form.Attachments?.Select(FileEcho.Of),
    });
}
