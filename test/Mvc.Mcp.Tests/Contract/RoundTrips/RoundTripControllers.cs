using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.AspNetCore.JsonPatch.SystemTextJson;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Mvc.Mcp.Tests.Contract.RoundTrips;

/// <summary>What arrived in an action.</summary>
public sealed class Arrival
{
    public object? Value { get; private set; }

    public T Take<T>(T value)
    {
        Value = value;
        return value;
    }
}

// One for each place that a value may come from. Each answers what it got.

[ApiController, Route("[controller]")]
public sealed class Body<T>(Arrival arrival) : ControllerBase
{
    [HttpPost(Name = "[controller]")]
    public T Take([FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Disallow)] T value) => arrival.Take(value);
}

[ApiController, Route("[controller]")]
public sealed class Member<T>(Arrival arrival) : ControllerBase
{
    [HttpPost(Name = "[controller]")]
    public Box<T> Take([Required] Box<T> value) => arrival.Take(value);
}

[ApiController, Route("[controller]")]
public sealed class Path<T>(Arrival arrival) : ControllerBase
{
    [HttpGet("{value}", Name = "[controller]")]
    public Box<T> Take(T value) => new() { Value = arrival.Take(value) };
}

[ApiController, Route("[controller]")]
public sealed class Parameter<T>(Arrival arrival) : ControllerBase
{
    [HttpGet(Name = "[controller]")]
    public Box<T> Take([FromQuery(Name = "value")] T value) => new() { Value = arrival.Take(value) };
}

[ApiController, Route("[controller]")]
public sealed class Header<T>(Arrival arrival) : ControllerBase
{
    [HttpGet(Name = "[controller]")]
    public Box<T> Take([FromHeader(Name = "X-Value")] T value) => new() { Value = arrival.Take(value) };
}

[ApiController, Route("[controller]")]
public sealed class Field<T>(Arrival arrival) : ControllerBase
{
    [HttpPost(Name = "[controller]")]
    public Box<T> Take([FromForm(Name = "value")] T value) => new() { Value = arrival.Take(value) };
}

/// <summary>A model whose members are fields of a query or of a form.</summary>
[ApiController, Route("[controller]")]
public sealed class Fields<T>(Arrival arrival) : ControllerBase
{
    [HttpGet(Name = "[controller]")]
    public T Take([FromQuery] T value) => arrival.Take(value);
}

[ApiController, Route("[controller]")]
public sealed class Form<T>(Arrival arrival) : ControllerBase
{
    [HttpPost(Name = "[controller]")]
    public T Take([FromForm] T value) => arrival.Take(value);
}

[ApiController, Route("numbers")]
internal sealed class NumbersController(Arrival arrival) : ControllerBase
{
    [HttpGet(Name = "own_binder")]
    public int[] Take([ModelBinder(typeof(NumbersBinder))] int[] value) => arrival.Take(value);
}

[ApiController, Route("patch")]
internal sealed class PatchController(Arrival arrival) : ControllerBase
{
    [HttpPatch(Name = "patch")]
    public Animal Take(JsonPatchDocument<Animal> value)
    {
        var animal = new Animal();
        value.ApplyTo(animal);
        return arrival.Take(animal);
    }
}

[ApiController, Route("headers")]
internal sealed class HeadersController(Arrival arrival) : ControllerBase
{
    [HttpGet(Name = "headers")]
    public Headers Take([FromHeader(Name = "X-Trace")] string? trace, [FromHeader(Name = "X-Count")] int count) =>
        arrival.Take(new Headers { Trace = trace, Count = count });
}

/// <summary>Makes closed controllers of the open ones, each under its case's name.</summary>
internal sealed class RoundTripApplication(IReadOnlyDictionary<TypeInfo, string> controllers) : IApplicationFeatureProvider<ControllerFeature>, IControllerModelConvention
{
    public void PopulateFeature(IEnumerable<ApplicationPart> parts, ControllerFeature feature)
    {
        feature.Controllers.Clear();
        foreach (var controller in controllers.Keys)
            feature.Controllers.Add(controller);
    }

    public void Apply(ControllerModel controller)
    {
        if (controllers.TryGetValue(controller.ControllerType, out var name))
            controller.ControllerName = name;
    }
}
