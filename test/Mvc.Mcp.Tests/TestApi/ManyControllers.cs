using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;
using Microsoft.AspNetCore.Mvc;
using Mvc.Mcp.TestApi.Models;

namespace Mvc.Mcp.Tests.TestApi;

/// <summary>Makes controllers of ten actions each, as many as a test asks for.</summary>
internal static class ManyControllers
{
    private const int ActionsPerController = 10;

    /// <summary>Controllers with <paramref name="actions"/> actions in all, a multiple of ten.</summary>
    public static IEnumerable<Type> Of(int actions)
    {
        var module = AssemblyBuilder
            .DefineDynamicAssembly(new AssemblyName("Many" + Guid.NewGuid().ToString("N")), AssemblyBuilderAccess.Run)
            .DefineDynamicModule("Many");
        return [.. Enumerable.Range(0, actions / ActionsPerController).Select(number => Controller(module, number))];
    }

    private static Type Controller(ModuleBuilder module, int number)
    {
        var name = "Many" + number.ToString("D4", CultureInfo.InvariantCulture);
        var type = module.DefineType(name + "Controller", TypeAttributes.Public, typeof(ControllerBase));
        type.SetCustomAttribute(Attribute<ApiControllerAttribute>());
        type.SetCustomAttribute(Attribute<RouteAttribute>(name));
        for (var action = 0; action < ActionsPerController; action++)
            Action(type, action);
        return type.CreateType();
    }

    private static void Action(TypeBuilder type, int number)
    {
        var name = "Action" + number.ToString(CultureInfo.InvariantCulture);
        Type[] parameters = number % 2 == 0 ? [typeof(int), typeof(string)] : [typeof(int), typeof(Contact)];
        var method = type.DefineMethod(name, MethodAttributes.Public, typeof(Page<Address>), parameters);
        method.SetCustomAttribute(number % 2 == 0 ? Attribute<HttpGetAttribute>(name + "/{id}") : Attribute<HttpPostAttribute>(name + "/{id}"));
        method.DefineParameter(1, ParameterAttributes.None, "id");
        method.DefineParameter(2, ParameterAttributes.None, number % 2 == 0 ? "search" : "contact");
        var body = method.GetILGenerator();
        body.Emit(OpCodes.Ldnull);
        body.Emit(OpCodes.Ret);
    }

    private static CustomAttributeBuilder Attribute<T>(params object[] arguments) =>
        new(typeof(T).GetConstructor([.. arguments.Select(argument => argument.GetType())])!, arguments);
}
