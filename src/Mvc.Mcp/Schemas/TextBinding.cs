using System.ComponentModel;

namespace Mvc.Mcp.Schemas;

/// <summary>Tells which types model binding makes of a single text.</summary>
internal static class TextBinding
{
    /// <summary>Whether the type has a converter from text, or a method <c>TryParse</c>.</summary>
    public static bool Takes(Type type) =>
        TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string)) ||
        type.GetInterfaces().Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IParsable<>)) ||
        HasTryParse(type);

    private static bool HasTryParse(Type type) => type.GetMethods(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static)
        .Where(method => method.Name == "TryParse" && method.ReturnType == typeof(bool))
        .Select(method => method.GetParameters())
        .Any(parameters =>
            parameters.Length is 2 or 3 && parameters[0].ParameterType == typeof(string) &&
            parameters[^1].ParameterType == type.MakeByRefType() && (parameters.Length == 2 || parameters[1].ParameterType == typeof(IFormatProvider)));
}
