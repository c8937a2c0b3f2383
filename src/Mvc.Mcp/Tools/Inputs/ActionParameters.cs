using System.Reflection;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Mvc.Mcp.Schemas;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Mvc.Mcp.Tools.Inputs;

/// <summary>What MVC knows of an action's parameters, for the inputs that the Swagger document names.</summary>
internal sealed class ActionParameters(ApiDescription? description)
{
    /// <summary>The parameter that the whole body is bound to; null where there is none, or no action.</summary>
    public ApiParameterDescription? Body =>
        description?.ParameterDescriptions.FirstOrDefault(parameter => parameter.Source == BindingSource.Body);

    /// <summary>The parameter of that name which the path, or something else, is bound to.</summary>
    public ApiParameterDescription? Find(string name, bool inPath) =>
        description?.ParameterDescriptions.FirstOrDefault(parameter =>
            string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase) &&
            (parameter.Source == BindingSource.Path) == inPath);

    /// <summary>Whether the path keeps the slashes of the value of that name.</summary>
    public bool IsCatchAll(string name) =>
        (description?.ActionDescriptor.AttributeRouteInfo?.Template ?? description?.RelativePath) is { } template &&
        (template.Contains("{*" + name, StringComparison.OrdinalIgnoreCase) ||
         template.Contains("{**" + name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether MVC refuses a request without a value for the parameter, whatever Swagger says.</summary>
    public static bool IsRequired(ApiParameterDescription parameter) =>
        parameter.IsRequired ||
        // The implicit [Required] of a reference type that is not nullable. Members of models may have initializers.
        parameter.ModelMetadata is { IsRequired: true, ContainerType: null, ModelType.IsValueType: false } metadata &&
        (!metadata.IsEnumerableType || metadata.ModelType == typeof(string)) &&
        parameter.DefaultValue is null or DBNull;

    /// <summary>
    /// The name of a query key or form field. ApiExplorer leaves out what an attribute calls the object that the value is a
    /// member of; model binding does not: <c>[FromQuery(Name = "f")] Filter filter</c> is read from <c>f.City</c>.
    /// </summary>
    public static string WireNameOf(ApiParameterDescription? parameter, string name) =>
        parameter is { ModelMetadata.ContainerType: not null, ParameterDescriptor: { BindingInfo.BinderModelName: { Length: > 0 } prefix } whole } &&
        parameter.Type != whole.ParameterType &&
        (parameter.Source == BindingSource.Query || parameter.Source == BindingSource.Form || parameter.Source == BindingSource.FormFile)
            ? $"{prefix}.{name}"
            : name;

    /// <summary>What attributes say of the parameter, of the property it stands for, and of those around that.</summary>
    public static MemberMetadata? HintsOf(ApiParameterDescription? parameter)
    {
        if (parameter is null)
            return null;
        var own = parameter.PropertyInfo() is { } property ? MemberMetadata.Of(property) : null;
        var around = MemberMetadata.Of(parameter.ParameterInfo()?.GetCustomAttributes(inherit: true) ?? []);
        if (own is null && around is null && parameter.ModelMetadata?.ContainerType is null)
            return null;
        // An attribute on the object a value belongs to ignores the value as well, but does not name it.
        var expanded = parameter.ModelMetadata?.ContainerType is not null;
        var ignored = own is { Ignored: true } || around is { Ignored: true } || PropertiesOf(parameter).Any(each => MemberMetadata.Of(each) is { Ignored: true });
        var named = expanded ? own?.Parameter : around?.Parameter;
        return ignored || named is not null ? new MemberMetadata(ignored, named) : null;
    }

    // The properties that a name such as Customer.Address.City goes through.
    private static IEnumerable<PropertyInfo> PropertiesOf(ApiParameterDescription parameter)
    {
        var type = parameter.ParameterDescriptor?.ParameterType;
        foreach (var segment in parameter.Name.Split('.'))
        {
            var property = type?.GetProperties().FirstOrDefault(candidate => string.Equals(
                BindingName.Of(candidate), segment, StringComparison.OrdinalIgnoreCase));
            // The first segment may be the parameter's own name.
            if (property is null)
                continue;
            yield return property;
            type = property.PropertyType;
        }
    }
}
