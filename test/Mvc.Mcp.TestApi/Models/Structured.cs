using System.Text.Json.Serialization;

namespace Mvc.Mcp.TestApi.Models;

/// <summary>A page of something.</summary>
/// <typeparam name="T">Of what.</typeparam>
public sealed class Page<T>
{
    /// <summary>What is on it.</summary>
    public List<T> Items { get; set; } = [];

    /// <summary>How many there are in all.</summary>
    public int Total { get; set; }
}

/// <summary>One or the other.</summary>
/// <typeparam name="TLeft">The one.</typeparam>
/// <typeparam name="TRight">The other.</typeparam>
public sealed class Either<TLeft, TRight>
{
    /// <summary>The one.</summary>
    public TLeft? Left { get; set; }

    /// <summary>The other.</summary>
    public TRight? Right { get; set; }
}

/// <summary>A model that contains itself.</summary>
public sealed class Tree
{
    /// <summary>What it is called.</summary>
    public string Name { get; set; } = "";

    /// <summary>What grows from it.</summary>
    public List<Tree> Children { get; set; } = [];
}

/// <summary>A model that contains itself by way of another.</summary>
public sealed class Employee
{
    /// <summary>What the person is called.</summary>
    public string Name { get; set; } = "";

    /// <summary>Where the person works.</summary>
    public Department? Department { get; set; }
}

/// <summary>The other model.</summary>
public sealed class Department
{
    /// <summary>What it is called.</summary>
    public string Title { get; set; } = "";

    /// <summary>Who works there.</summary>
    public List<Employee> Staff { get; set; } = [];
}

/// <summary>A recursive dictionary.</summary>
public sealed class Folder
{
    /// <summary>The folders in it.</summary>
    public Dictionary<string, Folder> Folders { get; set; } = [];
}

/// <summary>A base type with derived types that JSON tells apart.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Rectangle), "rectangle")]
public abstract class Shape
{
    /// <summary>What it is called.</summary>
    public string Label { get; set; } = "";
}

/// <summary>A round shape.</summary>
public sealed class Circle : Shape
{
    /// <summary>From the middle to the edge.</summary>
    public double Radius { get; set; }
}

/// <summary>A shape with corners.</summary>
public sealed class Rectangle : Shape
{
    /// <summary>From left to right.</summary>
    public double Width { get; set; }

    /// <summary>From top to bottom.</summary>
    public double Height { get; set; }
}

/// <summary>A model with polymorphic members.</summary>
public sealed class Drawing
{
    /// <summary>The shape in front.</summary>
    public Shape? Front { get; set; }

    /// <summary>All shapes.</summary>
    public List<Shape> Shapes { get; set; } = [];
}

/// <summary>A base type that can be made itself.</summary>
[JsonPolymorphic]
[JsonDerivedType(typeof(Animal), "animal")]
[JsonDerivedType(typeof(Dog), "dog")]
public class Animal
{
    /// <summary>What it is called.</summary>
    public string Name { get; set; } = "";
}

/// <summary>A derived type.</summary>
public sealed class Dog : Animal
{
    /// <summary>Whether it barks.</summary>
    public bool Barks { get; set; }
}
