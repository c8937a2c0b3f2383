using System.Reflection;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Infrastructure;

namespace Mvc.Mcp.Tools;

/// <summary>Tells which actions may return null, which MVC answers with 204 and no content.</summary>
internal static class NullableAnswer
{
    /// <summary>Whether the declared type of what the action returns includes null.</summary>
    public static bool Of(ActionDescriptor? action)
    {
        if (action is not ControllerActionDescriptor { MethodInfo: { } method })
            return false;
        var type = method.ReturnType;
        var nullability = new NullabilityInfoContext().Create(method.ReturnParameter);
        // What is awaited, or wrapped, is what the answer is made of.
        while (type.IsGenericType && IsWrapper(type))
        {
            type = type.GetGenericArguments()[0];
            nullability = nullability.GenericTypeArguments[0];
        }

        return Nullable.GetUnderlyingType(type) is not null ||
            !type.IsValueType && !typeof(IConvertToActionResult).IsAssignableFrom(type) && nullability.ReadState == NullabilityState.Nullable;
    }

    private static bool IsWrapper(Type type) =>
        type.GetGenericTypeDefinition() is var generic && (generic == typeof(Task<>) || generic == typeof(ValueTask<>)) ||
        typeof(IConvertToActionResult).IsAssignableFrom(type);
}
