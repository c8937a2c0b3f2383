using System.Reflection;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Mvc.Mcp.Schemas;

/// <summary>What model binding calls a member of a model.</summary>
internal static class BindingName
{
    /// <summary>The name that an attribute gives it, such as <c>[FromQuery(Name = "q")]</c>, else its own.</summary>
    public static string Of(MemberInfo member) =>
        ConstructorParameter.AttributesOf(member).OfType<IModelNameProvider>().Select(provider => provider.Name).FirstOrDefault(name => name is not null) ?? member.Name;
}
