using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Runtime.Serialization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Mvc.Mcp.Tests.Contract.RoundTrips;

// Types as applications have them. Those that are a text on the wire say which.

public interface IText
{
    string Text { get; }
}

public enum Color
{
    Red,
    Green = 4,
    DarkBlue = 7,
}

[System.Text.Json.Serialization.JsonConverter(typeof(JsonStringEnumConverter))]
[Newtonsoft.Json.JsonConverter(typeof(Newtonsoft.Json.Converters.StringEnumConverter))]
public enum Named
{
    First,
    SecondOne,
}

[Flags]
public enum Rights
{
    None = 0,
    Read = 1,
    Write = 2,
    Own = 4,
}

public enum Small : byte
{
    Low = 1,
    High = 200,
}

[System.Text.Json.Serialization.JsonConverter(typeof(CodeConverter))]
[Newtonsoft.Json.JsonConverter(typeof(CodeNewtonsoftConverter))]
public readonly record struct Code(int Value) : IParsable<Code>, IText
{
    public string Text => $"code-{Value}";

    public static Code Parse(string s, IFormatProvider? provider) => new(int.Parse(s["code-".Length..], CultureInfo.InvariantCulture));

    public static bool TryParse(string? s, IFormatProvider? provider, out Code result)
    {
        result = default;
        if (s?.StartsWith("code-", StringComparison.Ordinal) != true || !int.TryParse(s["code-".Length..], CultureInfo.InvariantCulture, out var value))
            return false;
        result = new Code(value);
        return true;
    }
}

public sealed class CodeConverter : JsonConverter<Code>
{
    public override Code Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Code.Parse(reader.GetString()!, null);

    public override void Write(Utf8JsonWriter writer, Code value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}

public sealed class CodeNewtonsoftConverter : Newtonsoft.Json.JsonConverter<Code>
{
    public override Code ReadJson(Newtonsoft.Json.JsonReader reader, Type objectType, Code existingValue, bool hasExistingValue, Newtonsoft.Json.JsonSerializer serializer) =>
        Code.Parse((string)reader.Value!, null);

    public override void WriteJson(Newtonsoft.Json.JsonWriter writer, Code value, Newtonsoft.Json.JsonSerializer serializer) => writer.WriteValue(value.Text);
}

/// <summary>An identifier as source generators make them: model binding parses it, the serializer has a converter.</summary>
[TypeConverter(typeof(CellTypeConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(CellConverter))]
public sealed record Cell(int Row, int Column) : IText
{
    public string Text => $"{Row}x{Column}";

    public override string ToString() => Text;

    public static Cell Parse(string text) => text.Split('x') is [var row, var column]
        ? new Cell(int.Parse(row, CultureInfo.InvariantCulture), int.Parse(column, CultureInfo.InvariantCulture))
        : throw new FormatException("Not a cell.");
}

public sealed class CellTypeConverter : TypeConverter
{
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

    public override object ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) => Cell.Parse((string)value);
}

public sealed class CellConverter : JsonConverter<Cell>
{
    public override Cell Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Cell.Parse(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, Cell value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}

/// <summary>What a binder that a provider brings reads.</summary>
public sealed class Area : IText
{
    public int Width { get; set; }

    public int Height { get; set; }

    public string Text => $"{Width}*{Height}";
}

public sealed class AreaBinderProvider : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) => context.Metadata.ModelType == typeof(Area) ? new AreaBinder() : null;
}

public sealed class AreaBinder : IModelBinder
{
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        if (bindingContext.ValueProvider.GetValue(bindingContext.ModelName).FirstValue?.Split('*') is [var width, var height])
            bindingContext.Result = ModelBindingResult.Success(new Area { Width = int.Parse(width, CultureInfo.InvariantCulture), Height = int.Parse(height, CultureInfo.InvariantCulture) });
        return Task.CompletedTask;
    }
}

public sealed class NumbersBinder : IModelBinder
{
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var text = bindingContext.ValueProvider.GetValue(bindingContext.ModelName).FirstValue ?? "";
        bindingContext.Result = ModelBindingResult.Success(text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(each => int.Parse(each, CultureInfo.InvariantCulture)).ToArray());
        return Task.CompletedTask;
    }
}

public sealed class Box<T>
{
    public T? Value { get; set; }
}

public sealed class Page<T>
{
    public List<T> Items { get; set; } = [];

    public int Total { get; set; }

    public T? First { get; set; }
}

public sealed record Item(int Id, string Name, decimal Price);

public sealed record Note(string Text, string? Author = null, int Stars = 3);

public readonly record struct Pair(int Left, double Right);

public struct Mutable
{
    public int Count { get; set; }

    public string? Label { get; set; }
}

public class Animal
{
    public string? Name { get; set; }
}

public class Dog : Animal
{
    public int Age { get; set; }
}

public sealed class Puppy : Dog
{
    public bool Trained { get; set; }
}

public sealed class WithInit
{
    public int Id { get; init; }

    public string Title { get; init; } = "";
}

public sealed class WithRequired
{
    public required string Name { get; set; }

    public required int Count { get; set; }

    public string? Comment { get; set; }
}

public sealed class WithConstructor(int id, string name)
{
    public int Id { get; } = id;

    public string Name { get; } = name;
}

public sealed class WithReadOnly
{
    public int Id { get; set; }

    public int Doubled => Id * 2;
}

public sealed class WithFields
{
    public int Id { get; set; }

#pragma warning disable CA1051 // The point of it.
    public string? Field;
#pragma warning restore CA1051
}

public sealed class Renamed
{
    [JsonPropertyName("first-name")]
    [Newtonsoft.Json.JsonProperty("first-name")]
    public string? FirstName { get; set; }

    [JsonPropertyName("ref-no")]
    [Newtonsoft.Json.JsonProperty("ref-no")]
    public int Number { get; set; }

    [System.Text.Json.Serialization.JsonIgnore]
    [Newtonsoft.Json.JsonIgnore]
    public string? Secret { get; set; }
}

[DataContract]
public sealed class Contracted
{
    [DataMember(Name = "label")]
    [JsonPropertyName("label")]
    public string? Label { get; set; }

    [DataMember]
    public int Level { get; set; }
}

public sealed class Validated
{
    [Required]
    public string Name { get; set; } = "";

    [Range(1, 100)]
    public int Percent { get; set; } = 1;

    [StringLength(10, MinimumLength = 2)]
    public string Short { get; set; } = "ab";

    [MinLength(1), MaxLength(3)]
    public List<int>? Few { get; set; }

    [EmailAddress]
    public string? Mail { get; set; }
}

public sealed class Nullables
{
    public int? Number { get; set; }

    public Color? Color { get; set; }

    public DateTime? At { get; set; }

    public Pair? Pair { get; set; }

    public Item? Item { get; set; }

    public List<int?>? Numbers { get; set; }

    public List<Item?>? Items { get; set; }

    public bool? Flag { get; set; }
}

public sealed class Scalars
{
    public bool Flag { get; set; }

    public byte Byte { get; set; }

    public long Long { get; set; }

    public float Float { get; set; }

    public double Double { get; set; }

    public decimal Decimal { get; set; }

    public char Letter { get; set; } = 'a';

    public Guid Guid { get; set; }

    public DateTime At { get; set; }

    public DateTimeOffset On { get; set; }

    public DateOnly Day { get; set; }

    public TimeOnly Time { get; set; }

    public TimeSpan Span { get; set; }

    public Uri? Link { get; set; }

    public byte[]? Bytes { get; set; }

    public Color Color { get; set; }

    public Rights Rights { get; set; }
}

public sealed class Tree
{
    public string? Name { get; set; }

    public Tree? Left { get; set; }

    public List<Tree> Branches { get; set; } = [];
}

public sealed class First
{
    public int Number { get; set; }

    public Second? Second { get; set; }
}

public sealed class Second
{
    public List<First> Firsts { get; set; } = [];
}

public sealed class Deep
{
    public Level1 One { get; set; } = new();
}

public sealed class Level1
{
    public List<Level2> Two { get; set; } = [];
}

public sealed class Level2
{
    public Dictionary<string, Item> Three { get; set; } = [];
}

public sealed class Extended
{
    public int Id { get; set; }

    [System.Text.Json.Serialization.JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Square), "square")]
public abstract class Shape
{
    public string? Name { get; set; }
}

public sealed class Circle : Shape
{
    public double Radius { get; set; }
}

public sealed class Square : Shape
{
    public int Side { get; set; }

    public Shape? Inner { get; set; }
}

public sealed class Drawing
{
    public List<Shape> Shapes { get; set; } = [];

    public Dictionary<string, Shape> Named { get; set; } = [];
}

public interface IHasName
{
    string? Name { get; }
}

public sealed class Interfaces
{
    public ICollection<int> Numbers { get; set; } = [];

    public IReadOnlyList<string> Texts { get; set; } = [];

    public IDictionary<string, int> Counts { get; set; } = new Dictionary<string, int>();

    public IEnumerable<Item> Items { get; set; } = [];
}

public sealed class Immutables
{
    public ImmutableArray<int> Array { get; set; } = [];

    public ImmutableList<string> List { get; set; } = [];

    public ImmutableDictionary<string, int> Map { get; set; } = ImmutableDictionary<string, int>.Empty;
}

public sealed class WithText
{
    public Code Code { get; set; }

    public Code? Maybe { get; set; }

    public List<Code> Codes { get; set; } = [];
}

public sealed class Collections
{
    public HashSet<string> Set { get; set; } = [];

    public Queue<int> Queue { get; set; } = new();

    public LinkedList<int> Linked { get; set; } = new();

    public SortedDictionary<string, int> Sorted { get; set; } = [];

    public int[][] Jagged { get; set; } = [];

    public Dictionary<Color, int> ByColor { get; set; } = [];

    public Dictionary<int, string> ById { get; set; } = [];

    public Dictionary<Guid, bool> ByGuid { get; set; } = [];
}

// What is bound from a query or a form.

public sealed class Filter
{
    public string? Text { get; set; }

    public int? Top { get; set; }

    public Color? Color { get; set; }

    public List<int> Ids { get; set; } = [];

    public Guid[] Keys { get; set; } = [];

    public DateOnly? Since { get; set; }

    public Place? Place { get; set; }
}

public sealed class Place
{
    public string? City { get; set; }

    public double Latitude { get; set; }
}

public sealed record Query([FromQuery(Name = "$filter")] string? Filter, [FromQuery(Name = "$top"), Range(1, 100)] int? Top, Color Color = Color.Red);

public sealed record Sent([FromForm(Name = "sent-text")] string? Text, [Range(1, 100)] int? Count);

public sealed class Headers
{
    [FromHeader(Name = "X-Trace")]
    public string? Trace { get; set; }

    [FromHeader(Name = "X-Count")]
    public int Count { get; set; }
}
