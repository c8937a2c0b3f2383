using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace Mvc.Mcp.Schemas;

/// <summary>The members of a record that its constructor sets.</summary>
internal static class PositionalMembers
{
    /// <summary>
    /// Whether MVC refuses the record without this member: its type is a reference that is not nullable, so it is
    /// implicitly [Required], and there is no initializer that could give it a value; or the attribute stands on it.
    /// </summary>
    public static bool IsRequired(MemberInfo member) =>
        member is PropertyInfo property && ConstructorParameter.Of(property) is { } parameter &&
        (parameter.IsDefined(typeof(RequiredAttribute), inherit: true) ||
         !property.PropertyType.IsValueType && !parameter.HasDefaultValue &&
         new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.NotNull);
}
