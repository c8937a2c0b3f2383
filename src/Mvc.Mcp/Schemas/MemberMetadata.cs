using System.Reflection;

namespace Mvc.Mcp.Schemas;

/// <summary>What <see cref="McpIgnoreAttribute"/> and <see cref="McpParameterAttribute"/> say of a parameter or property.</summary>
/// <param name="Ignored">Whether clients may not send it.</param>
/// <param name="Parameter">What it is called and described as; null for what is derived.</param>
internal sealed record MemberMetadata(bool Ignored, McpParameterAttribute? Parameter)
{
    /// <summary>Reads the attributes of one member; null where there are none.</summary>
    public static MemberMetadata? Of(IEnumerable<object> attributes)
    {
        var ignored = false;
        McpParameterAttribute? parameter = null;
        foreach (var attribute in attributes)
        {
            ignored |= attribute is McpIgnoreAttribute;
            parameter ??= attribute as McpParameterAttribute;
        }

        return ignored || parameter is not null ? new MemberMetadata(ignored, parameter) : null;
    }

    /// <summary>The same for a property, where an attribute on a record's positional parameter counts as one on its property.</summary>
    public static MemberMetadata? Of(MemberInfo member) => Of(ConstructorParameter.AttributesOf(member));
}
