using System.Numerics;

namespace Mvc.Mcp.Schemas;

/// <summary>What the names of an object's members look like that becomes a dictionary.</summary>
internal static class KeyPattern
{
    /// <summary>The pattern; null where any text is a key, or nobody knows.</summary>
    public static string? Of(Type type)
    {
        var key = type.GetInterfaces().Append(type)
            .FirstOrDefault(each => each.IsGenericType && each.GetGenericTypeDefinition() is var open && (open == typeof(IDictionary<,>) || open == typeof(IReadOnlyDictionary<,>)))
            ?.GetGenericArguments()[0];
        if (key is null || key.IsEnum)
            return null;
        if (key == typeof(Guid))
            return "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$";
        if (key == typeof(DateOnly))
            return @"^\d{4}-\d{2}-\d{2}$";
        var numbers = key.GetInterfaces().Where(each => each.IsGenericType).Select(each => each.GetGenericTypeDefinition()).ToHashSet();
        return key.IsPrimitive && numbers.Contains(typeof(IBinaryInteger<>)) && key != typeof(char)
            ? numbers.Contains(typeof(IUnsignedNumber<>)) ? @"^\d+$" : @"^-?\d+$"
            : null;
    }
}
