using Microsoft.AspNetCore.Mvc;

namespace Mvc.Mcp.TestApi.Controllers;

/// <summary>Every method.</summary>
[Route("verbs/{id}")]
public sealed class VerbsController : EchoController
{
    /// <summary>Reads.</summary>
    [HttpGet]
    public ContentResult Get(int id) => Echo(new { id });

    /// <summary>Asks for the headers.</summary>
    [HttpHead]
    public OkResult Head(int id) => Ok();

    /// <summary>Makes.</summary>
    [HttpPost]
    public ContentResult Post(int id) => Echo(new { id });

    /// <summary>Replaces.</summary>
    [HttpPut]
    public ContentResult Put(int id) => Echo(new { id });

    /// <summary>Changes.</summary>
    [HttpPatch]
    public ContentResult Patch(int id) => Echo(new { id });

    /// <summary>Removes.</summary>
    [HttpDelete]
    public ContentResult Delete(int id) => Echo(new { id });

    /// <summary>Asks what is possible.</summary>
    [HttpOptions]
    public ContentResult Options(int id) => Echo(new { id });

    /// <summary>Reads and writes alike.</summary>
    [AcceptVerbs("GET", "POST", Route = "both")]
    public ContentResult Both(int id) => Echo(new { id });
}
