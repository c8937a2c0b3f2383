using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.AspNetCore.Routing.Constraints;
using Mvc.Mcp.Operations;
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

    /// <summary>
    /// Whether a field that Swagger names is none of the form's: where a model has itself as a member, ApiExplorer expands it so
    /// far, and Swagger takes the members of what it does not expand for fields of the form.
    /// </summary>
    public bool IsStrayField(string name)
    {
        var fields = description?.ParameterDescriptions.Where(parameter => parameter.Source == BindingSource.Form).ToArray() ?? [];
        var whole = fields.Where(field => field.ModelMetadata is DefaultModelMetadata { IsComplexType: true, IsEnumerableType: false }).ToArray();
        return whole.Length > 0 && whole.All(field => field.ModelMetadata.ContainerType is not null) &&
            description!.ParameterDescriptions.All(parameter => parameter.Name != name);
    }

    /// <summary>Whether the path keeps the slashes of the value of that name.</summary>
    public bool IsCatchAll(string name) =>
        (description?.ActionDescriptor.AttributeRouteInfo?.Template ?? description?.RelativePath) is { } template &&
        (template.Contains("{*" + name, StringComparison.OrdinalIgnoreCase) ||
         template.Contains("{**" + name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether MVC refuses a request without a value for the parameter, whatever Swagger says.</summary>
    public static bool IsRequired(ApiParameterDescription parameter) =>
        parameter.IsRequired ||
        // Of a record the constructor's parameter counts, and what has a default there can be left out.
        ConstructorParameterOf(parameter) is { IsRequired: true, ModelType.IsValueType: false } ||
        // The implicit [Required] of a reference type that is not nullable. Members of models may have initializers.
        parameter.ModelMetadata is { IsRequired: true, ContainerType: null, ModelType.IsValueType: false } metadata &&
        (!metadata.IsEnumerableType || metadata.ModelType == typeof(string)) &&
        parameter.DefaultValue is null or DBNull;

    /// <summary>
    /// The name of a query key or form field. ApiExplorer leaves out what an attribute calls the object that the value is a
    /// member of; model binding does not: <c>[FromQuery(Name = "f")] Filter filter</c> is read from <c>f.City</c>.
    /// </summary>
    public static string WireNameOf(ApiParameterDescription? parameter, string name)
    {
        var bound = BoundNameOf(parameter, name);
        return parameter is { ModelMetadata.ContainerType: not null, ParameterDescriptor: { BindingInfo.BinderModelName: { Length: > 0 } prefix } whole } &&
        parameter.Type != whole.ParameterType &&
        (parameter.Source == BindingSource.Query || parameter.Source == BindingSource.Form || parameter.Source == BindingSource.FormFile)
            ? $"{prefix}.{bound}"
            : bound;
    }

    // ApiExplorer names members by their properties; a record's are bound by the parameters of its constructor.
    private static string BoundNameOf(ApiParameterDescription? parameter, string name)
    {
        if (parameter?.ModelMetadata?.ContainerType is null)
            return name;
        var segments = name.Split('.');
        var places = PropertiesOf(parameter).ToArray();
        for (var index = 1; index <= places.Length && index <= segments.Length; index++)
        {
            if (ConstructorParameter.Of(places[^index])?.GetCustomAttributes().OfType<IModelNameProvider>().FirstOrDefault(provider => provider.Name is not null) is { } named)
                segments[^index] = named.Name!;
        }

        return string.Join('.', segments);
    }

    /// <summary>The parameter of a record's constructor that a value is bound to; null where there is none.</summary>
    public static ModelMetadata? ConstructorParameterOf(ApiParameterDescription? parameter) =>
        // What ApiExplorer says of a minimal API is no metadata of MVC, and throws where it is asked for its container.
        parameter?.ModelMetadata is DefaultModelMetadata { ContainerType: not null, PropertyName: { } name } metadata
            ? metadata.ContainerMetadata?.BoundConstructor?.BoundConstructorParameters?
                .FirstOrDefault(bound => string.Equals(bound.ParameterName, name, StringComparison.OrdinalIgnoreCase))
            : null;

    /// <summary>Whether a binder of the application's own reads the value: nobody knows what text it takes.</summary>
    public static bool HasOwnBinder(ApiParameterDescription? parameter) =>
        (parameter?.ModelMetadata?.BinderType ?? ConstructorParameterOf(parameter)?.BinderType ?? parameter?.ParameterDescriptor?.BindingInfo?.BinderType) is { } binder &&
        !binder.Namespace!.StartsWith("Microsoft.AspNetCore.Mvc", StringComparison.Ordinal) && !OData.Owns(binder);

    /// <summary>Adds to a schema what Swagger does not say of the value: a record's rules, a route's constraints.</summary>
    public static void WriteRules(JsonObject schema, ApiParameterDescription? parameter)
    {
        if (ConstructorParameterOf(parameter) is { } bound)
            ValidationKeywords.Write(schema, bound.ValidatorMetadata);
        if (parameter?.RouteInfo?.Constraints is { } constraints && constraints.Any(constraint => constraint is GuidRouteConstraint) &&
            schema["type"] is JsonValue type && type.GetValue<string>() == "string")
        {
            schema.TryAdd("format", "uuid");
        }
    }

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
            var property = type?.GetProperties().FirstOrDefault(candidate =>
                string.Equals(BindingName.Of(candidate), segment, StringComparison.OrdinalIgnoreCase) ||
                string.Equals(candidate.Name, segment, StringComparison.OrdinalIgnoreCase));
            // The first segment may be the parameter's own name.
            if (property is null)
                continue;
            yield return property;
            type = property.PropertyType;
        }
    }
}
