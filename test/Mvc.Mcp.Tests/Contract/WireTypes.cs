using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Mvc.Mcp.Tests.Contract;

// Ordinary types whose form on the wire is not the form of their CLR members.

public sealed record Search([FromQuery(Name = "$filter")] string? Filter, [FromQuery(Name = "$top"), Range(1, 100)] int? Top, string Sort = "name");

public sealed record SearchForm([FromForm(Name = "search-text")] string? Text, [Range(1, 100)] int? Top);

public sealed record Rating([Range(1, 5)] int Stars, [StringLength(10, MinimumLength = 2)] string Title, string? Note = null);

[JsonConverter(typeof(OrderIdConverter))]
public readonly record struct OrderId(int Value) : IParsable<OrderId>
{
    public static OrderId Parse(string s, IFormatProvider? provider) => new(int.Parse(s[4..], CultureInfo.InvariantCulture));

    public static bool TryParse(string? s, IFormatProvider? provider, out OrderId result)
    {
        result = default;
        if (s is null || !s.StartsWith("ord-", StringComparison.Ordinal) || !int.TryParse(s[4..], CultureInfo.InvariantCulture, out var value))
            return false;
        result = new OrderId(value);
        return true;
    }

    public override string ToString() => $"ord-{Value}";
}

public sealed class OrderIdConverter : JsonConverter<OrderId>
{
    public override OrderId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => OrderId.Parse(reader.GetString()!, null);

    public override void Write(Utf8JsonWriter writer, OrderId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

[TypeConverter(typeof(PointConverter))]
public sealed record GridPoint(int X, int Y);

public sealed class PointConverter : TypeConverter
{
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

    public override object ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value)
    {
        var parts = ((string)value).Split('x');
        return new GridPoint(int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}

[JsonConverter(typeof(MoneyConverter))]
public readonly record struct Money(decimal Amount, string Currency);

public sealed class MoneyConverter : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString()!.Split(' ') is [var amount, var currency] ? new Money(decimal.Parse(amount, CultureInfo.InvariantCulture), currency) : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) =>
        writer.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"{value.Amount} {value.Currency}"));
}

public sealed class UnixTimeConverter : JsonConverter<DateTime>
{
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => DateTime.UnixEpoch.AddSeconds(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) => writer.WriteNumberValue((long)(value - DateTime.UnixEpoch).TotalSeconds);
}

public sealed class Invoice
{
    public Money Total { get; set; }

    [JsonConverter(typeof(UnixTimeConverter))]
    public DateTime Due { get; set; }

    [JsonConverter(typeof(JsonStringEnumConverter))]
    public DayOfWeek Weekday { get; set; }

    public OrderId Order { get; set; }
}

public sealed class Patched
{
    public string? Name { get; set; }
}

public sealed class CsvBinder : IModelBinder
{
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var text = bindingContext.ValueProvider.GetValue(bindingContext.ModelName).FirstValue;
        bindingContext.Result = ModelBindingResult.Success((text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(each => int.Parse(each, CultureInfo.InvariantCulture)).ToArray());
        return Task.CompletedTask;
    }
}

public sealed class Rare
{
    public Half Half { get; set; }

    public Memory<byte> Bytes { get; set; }

    public TimeOnly At { get; set; }

    public Int128 Large { get; set; }
}

public sealed class Optional
{
    public required string Name { get; set; }

    [Required]
    public string? Note { get; set; }

    [Required]
    public int Count { get; set; }

    public double Ratio { get; set; }

    public List<int> Numbers { get; set; } = [];
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Car), "car")]
[JsonDerivedType(typeof(Bike), "bike")]
public abstract class Vehicle
{
    public string? Name { get; set; }
}

public sealed class Car : Vehicle
{
    public int Doors { get; set; }
}

public sealed class Bike : Vehicle
{
    public bool Bell { get; set; }
}

public sealed class Garage
{
    public List<Vehicle> Vehicles { get; set; } = [];

    public Dictionary<string, Vehicle> ByName { get; set; } = [];
}

public enum Urgency
{
    Low = 1,
    High = 4,
}

public sealed class Ticket
{
    public Urgency Urgency { get; set; }

    public Guid Id { get; set; }

    public DateOnly Day { get; set; }

    public List<TicketLine> Lines { get; set; } = [];
}

public sealed class TicketLine
{
    public int ProductId { get; set; }

    public int Quantity { get; set; } = 1;
}
