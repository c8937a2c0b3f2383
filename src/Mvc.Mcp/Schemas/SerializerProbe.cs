using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Mvc.Mcp.Schemas;

/// <summary>
/// Finds out what the application's serializer really writes, by having it write values of the framework's own types:
/// converters that an application registers are known to no contract.
/// </summary>
internal static class SerializerProbe
{
    private static readonly object[] _samples =
    [
        true, (byte)1, (sbyte)1, (short)1, (ushort)1, 1, 1u, 1L, 1ul, 1.5f, 1.5, 1.5m, "a", 'a', new byte[] { 1, 2 },
        new DateTime(2026, 1, 31, 13, 45, 0, DateTimeKind.Utc), new DateTimeOffset(2026, 1, 31, 13, 45, 0, TimeSpan.Zero),
        new DateOnly(2026, 1, 31), new TimeOnly(13, 45), TimeSpan.FromSeconds(1.5), Guid.Empty, new Uri("https://example.com/a"), new Version(1, 2),
    ];

    private static readonly Dictionary<Type, object> _byType = _samples.ToDictionary(sample => sample.GetType());

    /// <summary>Whether there is a sample of the type.</summary>
    public static bool Knows(Type type) => _byType.ContainsKey(type);

    /// <summary>Whether the serializer writes the type in another kind of JSON than its contract says.</summary>
    public static bool WritesOtherwise(DataContract contract) => Write(contract) is { } json && contract.DataType switch
    {
        DataType.Boolean => json.ValueKind is not (JsonValueKind.True or JsonValueKind.False),
        DataType.Integer or DataType.Number => json.ValueKind != JsonValueKind.Number,
        DataType.String => json.ValueKind != JsonValueKind.String,
        _ => false,
    };

    /// <summary>What it writes of the type's texts where that has another format than the schema says; null where it has that format.</summary>
    public static JsonValue? TextInOtherFormat(DataContract contract) =>
        contract is { DataType: DataType.String, DataFormat: { } format } && Write(contract) is { ValueKind: JsonValueKind.String } json &&
        !IsIn(format, json) ? JsonValue.Create(json.GetString()) : null;

    /// <summary>Whether it writes references or types beside the values (<c>$id</c>, <c>$type</c>), so that nothing has the shape of its contract.</summary>
    public static bool WritesReferences(ISerializerDataContractResolver contracts)
    {
        try
        {
            return contracts.GetDataContractForType(typeof(Probe)).JsonConverter(new Probe()).Contains("\"$", StringComparison.Ordinal);
        }
        catch (Exception exception) when (IsRefusal(exception))
        {
            return false;
        }
    }

    private static bool IsIn(string format, JsonElement json) => format switch
    {
        "date-time" => json.TryGetDateTimeOffset(out _),
        "date" => DateOnly.TryParseExact(json.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "time" => TimeOnly.TryParseExact(json.GetString(), ["HH:mm:ss", "HH:mm:ss.FFFFFFF"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "date-span" => TimeSpan.TryParseExact(json.GetString(), "c", CultureInfo.InvariantCulture, out _),
        "uuid" => json.TryGetGuid(out _),
        "byte" => json.TryGetBytesFromBase64(out _),
        _ => true,
    };

    private static JsonElement? Write(DataContract contract)
    {
        if (!_byType.TryGetValue(contract.UnderlyingType, out var sample))
            return null;
        try
        {
            return JsonElement.Parse(contract.JsonConverter(sample));
        }
        catch (Exception exception) when (IsRefusal(exception))
        {
            return null;
        }
    }

    // A source-generated context knows the application's own types alone.
    private static bool IsRefusal(Exception exception) => exception is NotSupportedException or InvalidOperationException or JsonException;

    private sealed class Probe
    {
        public int[] Items { get; } = [1];
    }
}
