using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Mvc.Mcp.TestApi.Models;

namespace Mvc.Mcp.TestApi.Controllers;

/// <summary>Values in the body.</summary>
[Route("bodies")]
public sealed class BodiesController : EchoController
{
    /// <summary>A record.</summary>
    [HttpPost("record")]
    public ContentResult Record(Address address) => Echo(address);

    /// <summary>A class with an object in it.</summary>
    [HttpPost("class")]
    public ContentResult Class(Contact contact) => Echo(contact);

    /// <summary>Required and init-only members.</summary>
    [HttpPost("required")]
    public ContentResult Required(Appointment appointment) => Echo(appointment);

    /// <summary>Members of every simple type.</summary>
    [HttpPost("types")]
    public ContentResult Types(EverySimpleType types) => Echo(types);

    /// <summary>Members that may be null.</summary>
    [HttpPost("nullables")]
    public ContentResult Nullables(Nullables nullables) => Echo(nullables);

    /// <summary>Members that validation attributes restrict.</summary>
    [HttpPost("validated")]
    public ContentResult Validated(Validated validated) => Echo(validated);

    /// <summary>Members with defaults and examples.</summary>
    [HttpPost("defaults")]
    public ContentResult Defaults(Defaults defaults) => Echo(defaults);

    /// <summary>Members that only one side sets.</summary>
    [HttpPost("one-sided")]
    public ContentResult OneSided(OneSided model) => Echo(new { model.Name, model.Stamp });

    /// <summary>Members with names of their own.</summary>
    [HttpPost("renamed")]
    public ContentResult Renamed(Renamed model) =>
        Echo(new Dictionary<string, object?> { ["first_name"] = model.FirstName, ["ref-like_name"] = model.Odd });

    /// <summary>Members of any JSON.</summary>
    [HttpPost("any")]
    public ContentResult Any(AnyJson any) => Echo(any);

    /// <summary>Members that hold several values.</summary>
    [HttpPost("collections")]
    public ContentResult Collections(Collections collections) => Echo(collections);

    /// <summary>Members of any name.</summary>
    [HttpPost("extensible")]
    public ContentResult Extensible(Extensible model) => Echo(new { model });

    /// <summary>Objects.</summary>
    [HttpPost("objects")]
    public ContentResult Objects(List<Address> addresses) => Echo(new { addresses });

    /// <summary>Integers.</summary>
    [HttpPost("integers")]
    public ContentResult Integers([FromBody] int[] numbers) => Echo(new { numbers });

    /// <summary>Rows of integers.</summary>
    [HttpPost("matrix")]
    public ContentResult Matrix([FromBody] int[][] rows) => Echo(new { rows });

    /// <summary>One text.</summary>
    [HttpPost("text")]
    public ContentResult Text([FromBody] string text) => Echo(new { text });

    /// <summary>One integer.</summary>
    [HttpPost("integer")]
    public ContentResult Integer([FromBody] int number) => Echo(new { number });

    /// <summary>One name of an enum.</summary>
    [HttpPost("color")]
    public ContentResult OfColor([FromBody] Color color) => Echo(new { color });

    /// <summary>Texts by name.</summary>
    [HttpPost("dictionary")]
    public ContentResult Dictionary(Dictionary<string, string> labels) => Echo(new { labels });

    /// <summary>Objects by name.</summary>
    [HttpPost("addresses")]
    public ContentResult Addresses([FromBody] Dictionary<string, Address> addresses) => Echo(new { addresses });

    /// <summary>Any JSON as an element.</summary>
    [HttpPost("element")]
    public ContentResult Element([FromBody] JsonElement json) => Echo(new { json });

    /// <summary>Any JSON as a document.</summary>
    [HttpPost("document")]
    public ContentResult Document([FromBody] JsonDocument json) => Echo(new { json });

    /// <summary>Any JSON object.</summary>
    [HttpPost("node")]
    public ContentResult Node([FromBody] JsonObject json) => Echo(new { json });

    /// <summary>Anything.</summary>
    [HttpPost("object")]
    public ContentResult Anything([FromBody] object json) => Echo(new { json });

    /// <summary>A body that may be left out.</summary>
    [HttpPost("optional")]
    public ContentResult Optional([FromBody] Address? address) => Echo(address);

    /// <summary>A body beside values of the path and the query.</summary>
    [HttpPut("beside/{id}")]
    public ContentResult Beside(int id, Contact contact, bool notify = false) => Echo(new { id, notify }, contact);

    /// <summary>A body that has a name in common with the path.</summary>
    [HttpPut("clash/{name}")]
    public ContentResult Clash(string name, Contact contact) => Echo(new { name__path = name }, contact);

    /// <summary>The path and the query have a name in common.</summary>
    [HttpGet("clash/{id}")]
    public ContentResult ClashOfQuery([FromRoute] int id, [FromQuery(Name = "id")] int other) =>
        Echo(new { id__path = id, id__query = other });

    /// <summary>An array beside a value of the query with the same name.</summary>
    [HttpPost("clash")]
    public ContentResult ClashOfWhole([FromBody] int[] items, [FromQuery(Name = "items")] int count) =>
        Echo(new { items__body = items, items__query = count });
}
