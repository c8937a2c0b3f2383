using System.Reflection;

namespace Mvc.Mcp.Schemas;

/// <summary>The members of a record that its constructor sets.</summary>
internal static class PositionalMembers
{
    /// <summary>
    /// Whether MVC refuses the record without this member: its type is a reference that is not nullable, so it is
    /// implicitly [Required], and there is no initializer that could give it a value.
    /// </summary>
    public static bool IsRequired(MemberInfo member) =>
        member is PropertyInfo { PropertyType.IsValueType: false } property &&
        ParameterOf(property) is { HasDefaultValue: false } parameter &&
        new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.NotNull;

    private static ParameterInfo? ParameterOf(PropertyInfo property) =>
        property.DeclaringType?.GetConstructors() is [var constructor]
            ? constructor.GetParameters().FirstOrDefault(parameter => parameter.Name == property.Name)
            : null;
}
