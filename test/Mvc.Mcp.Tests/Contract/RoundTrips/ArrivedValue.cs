using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mvc.Mcp.Tests.Contract.RoundTrips;

/// <summary>Compares what was sent with the object that an action got, by the type of the object.</summary>
internal static class ArrivedValue
{
    /// <summary>Where the two differ; empty where the object is what was sent.</summary>
    public static IEnumerable<string> Differences(JsonNode? sent, object? got, string path = "$") => got switch
    {
        null => sent is null || sent.GetValueKind() == JsonValueKind.String && sent.GetValue<string>().Length == 0 ? [] : [Tell(path, sent, "nothing")],
        JsonElement element => Json(path, sent, JsonNode.Parse(element.GetRawText())),
        JsonNode node => Json(path, sent, node),
        Newtonsoft.Json.Linq.JToken token => Json(path, sent, JsonNode.Parse(token.ToString(Newtonsoft.Json.Formatting.None))),
        _ when got.GetType() == typeof(object) => [],
        IText or string or char or bool or Enum or byte[] or ReadOnlyMemory<byte> or Memory<byte> or Uri or Guid or DateTime or DateTimeOffset or DateOnly or TimeOnly or TimeSpan =>
            IsSame(sent, got) ? [] : [Tell(path, sent, got)],
        IDictionary map => Map(path, sent, map),
        IEnumerable several => Several(path, sent, [.. several.Cast<object?>()]),
        _ when IsNumber(got) => IsSame(sent, got) ? [] : [Tell(path, sent, got)],
        _ => Members(path, sent, got),
    };

    private static bool IsNumber(object got) => got.GetType().GetInterfaces().Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(INumberBase<>));

    private static bool IsSame(JsonNode? sent, object got)
    {
        var text = sent is JsonValue value && value.TryGetValue(out string? found) ? found : sent?.ToJsonString();
        return text is not null && got switch
        {
            IText own => own.Text == text,
            string own => own == text,
            char own => own.ToString() == text,
            bool own => bool.TryParse(text, out var flag) && flag == own,
            Enum own => IsEnum(text, own),
            byte[] own => Convert.ToBase64String(own) == text,
            Memory<byte> own => Convert.ToBase64String(own.Span) == text,
            Uri own => own.OriginalString == text,
            Guid own => Guid.TryParse(text, out var guid) && guid == own,
            // A form of the application's own: the one that it was asked to write, of the moment that it was asked to.
            DateTime own => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
                ? (own.Kind == DateTimeKind.Local ? own.ToUniversalTime() : own) == moment.UtcDateTime
                : own.Date == new DateTime(2026, 1, 31),
            DateTimeOffset own => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
                ? moment == own
                : own.Date == new DateTime(2026, 1, 31),
            DateOnly own => DateOnly.TryParse(text, CultureInfo.InvariantCulture, out var day) && day == own,
            TimeOnly own => TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var time) && time == own,
            TimeSpan own => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span == own,
            Half own => Half.TryParse(text, CultureInfo.InvariantCulture, out var half) && half.Equals(own),
            IFormattable own => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) &&
                decimal.TryParse(own.ToString(null, CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var arrived)
                ? number == arrived
                : own.ToString(null, CultureInfo.InvariantCulture) == text,
            _ => false,
        };
    }

    private static bool IsEnum(string text, Enum got) =>
        long.TryParse(text, CultureInfo.InvariantCulture, out var number)
            ? Convert.ToInt64(got, CultureInfo.InvariantCulture) == number
            : Plain(got.ToString()) == Plain(text);

    private static IEnumerable<string> Json(string path, JsonNode? sent, JsonNode? got) => JsonNode.DeepEquals(sent, got) ? [] : [Tell(path, sent, got)];

    private static IEnumerable<string> Map(string path, JsonNode? sent, IDictionary map)
    {
        if (sent is not JsonObject members || members.Count != map.Count)
            return [Tell(path, sent, $"{map.Count} entries")];
        var byKey = map.Keys.Cast<object>().ToDictionary(key => Plain(key.ToString()!), key => map[key]);
        return members.SelectMany(member => byKey.TryGetValue(Plain(member.Key), out var got) ? Differences(member.Value, got, $"{path}.{member.Key}") : [Tell($"{path}.{member.Key}", member.Value, "no such entry")]);
    }

    private static IEnumerable<string> Several(string path, JsonNode? sent, object?[] got) => sent switch
    {
        // A set holds a value once, in any order.
        JsonArray several when several.Count == got.Length => several.SelectMany((each, index) => Differences(each, got[index], $"{path}[{index}]")),
        JsonArray several when several.DistinctBy(each => each?.ToJsonString()).Count() == got.Length => [],
        JsonObject members when got.Length == members.Count => [],
        _ => [Tell(path, sent, $"{got.Length} elements")],
    };

    private static IEnumerable<string> Members(string path, JsonNode? sent, object got)
    {
        if (sent is not JsonObject members)
            return [Tell(path, sent, got)];
        var type = got.GetType();
        var known = type.GetMembers(BindingFlags.Public | BindingFlags.Instance).Where(member => member is PropertyInfo { CanRead: true } or FieldInfo).ToArray();
        return members.SelectMany(member =>
        {
            if (Tag(type) is { } tag && member.Key == tag.Name)
                return member.Value?.ToString() == tag.Value ? [] : [Tell($"{path}.{member.Key}", member.Value, type.Name)];
            if (known.FirstOrDefault(each => NamesOf(each).Contains(Plain(member.Key))) is { } found)
                return Differences(member.Value, found is PropertyInfo property ? property.GetValue(got) : ((FieldInfo)found).GetValue(got), $"{path}.{member.Key}");
            return got is Extended { Others: { } others } && others.TryGetValue(member.Key, out var other)
                ? Differences(member.Value, other, $"{path}.{member.Key}")
                : [Tell($"{path}.{member.Key}", member.Value, "no such member")];
        });
    }

    private static (string Name, string Value)? Tag(Type type) => type.IsSubclassOf(typeof(Shape)) ? ("kind", type.Name.ToLowerInvariant()) : null;

    private static IEnumerable<string> NamesOf(MemberInfo member) =>
        member.GetCustomAttributes().Select(attribute => attribute switch
        {
            System.Text.Json.Serialization.JsonPropertyNameAttribute named => named.Name,
            Microsoft.AspNetCore.Mvc.ModelBinding.IModelNameProvider named => named.Name,
            _ => null,
        }).Concat(member.DeclaringType!.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            .Where(parameter => string.Equals(parameter.Name, member.Name, StringComparison.OrdinalIgnoreCase))
            .SelectMany(parameter => parameter.GetCustomAttributes().OfType<Microsoft.AspNetCore.Mvc.ModelBinding.IModelNameProvider>().Select(named => named.Name)))
        .Append(member.Name).OfType<string>().Select(Plain);

    // What a naming policy makes of a name says the same.
    private static string Plain(string name) => new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);

    private static string Tell(string path, JsonNode? sent, object? got) => $"{path}: sent {sent?.ToJsonString() ?? "null"}, got {got}";
}
