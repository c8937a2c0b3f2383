using System.Reflection;

namespace Mvc.Mcp.Schemas;

/// <summary>Finds the constructor's parameter that stands for a member of a record: MVC reads names and rules there.</summary>
internal static class ConstructorParameter
{
    /// <summary>The parameter; null where the type has several constructors, or one without it.</summary>
    public static ParameterInfo? Of(MemberInfo member) =>
        member.DeclaringType?.GetConstructors() is [var constructor]
            ? constructor.GetParameters().FirstOrDefault(parameter => string.Equals(parameter.Name, member.Name, StringComparison.OrdinalIgnoreCase))
            : null;

    /// <summary>What stands on the member and on its parameter.</summary>
    public static IEnumerable<object> AttributesOf(MemberInfo member) =>
        member.GetCustomAttributes(inherit: true).Concat(Of(member)?.GetCustomAttributes(inherit: true) ?? []);
}
