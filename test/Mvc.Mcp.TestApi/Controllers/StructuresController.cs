using Microsoft.AspNetCore.Mvc;
using Mvc.Mcp.TestApi.Models;

namespace Mvc.Mcp.TestApi.Controllers;

/// <summary>Generic, recursive and polymorphic models.</summary>
[Route("structures")]
public sealed class StructuresController : EchoController
{
    /// <summary>A generic model.</summary>
    [HttpPost("page")]
    public ContentResult PageOfTexts(Page<string> page) => Echo(page);

    /// <summary>A generic model of objects.</summary>
    [HttpPost("addresses")]
    public ContentResult PageOfAddresses(Page<Address> page) => Echo(page);

    /// <summary>Generic models in each other.</summary>
    [HttpPost("either")]
    public ContentResult Either(Either<Page<int>, Either<Address, string>> either) => Echo(either);

    /// <summary>A model that contains itself.</summary>
    [HttpPost("tree")]
    public ContentResult Tree(Tree tree) => Echo(tree);

    /// <summary>Several of them.</summary>
    [HttpPost("forest")]
    public ContentResult Forest(Tree[] trees) => Echo(new { trees });

    /// <summary>A model that contains itself by way of another.</summary>
    [HttpPost("employee")]
    public ContentResult Employee(Employee employee) => Echo(employee);

    /// <summary>The other way round.</summary>
    [HttpPost("department")]
    public ContentResult Department(Department department) => Echo(department);

    /// <summary>A recursive dictionary.</summary>
    [HttpPost("folder")]
    public ContentResult Folder(Folder folder) => Echo(folder);

    /// <summary>A recursive model beside a value of the query.</summary>
    [HttpPost("beside")]
    public ContentResult Beside(Tree tree, int depth) => Echo(new { depth }, tree);

    /// <summary>A polymorphic model.</summary>
    [HttpPost("shape")]
    public ContentResult Shape(Shape shape) => Echo(new { shape });

    /// <summary>Polymorphic members.</summary>
    [HttpPost("drawing")]
    public ContentResult Drawing(Drawing drawing) => Echo(drawing);

    /// <summary>A derived model by itself.</summary>
    [HttpPost("circle")]
    public ContentResult Circle(Circle circle) => Echo(circle);

    /// <summary>A base model that can be made itself.</summary>
    [HttpPost("animal")]
    public ContentResult Animal(Animal animal) => Echo(new { animal });
}
