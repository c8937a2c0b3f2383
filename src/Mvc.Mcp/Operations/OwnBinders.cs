using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mvc.Mcp.Operations;

/// <summary>
/// Tells which values are read by a binder of the application's own: named by an attribute, or brought by an
/// <see cref="IModelBinderProvider"/>. What such a binder takes nobody knows, and ApiExplorer does not ask.
/// </summary>
internal sealed class OwnBinders
{
    private readonly IModelBinderFactory? _factory;
    private readonly IModelMetadataProvider? _models;

    public OwnBinders(IServiceProvider services)
    {
        // What everybody has needs no asking.
        if (services.GetService<IOptions<MvcOptions>>()?.Value.ModelBinderProviders.All(IsFrameworks) != false)
            return;
        _factory = services.GetService<IModelBinderFactory>();
        _models = services.GetService<IModelMetadataProvider>();
    }

    /// <summary>Whether one reads the value.</summary>
    public bool Read(ApiParameterDescription parameter) =>
        (parameter.ModelMetadata?.BinderType ?? parameter.ParameterDescriptor?.BindingInfo?.BinderType) is { } binder && !IsFrameworks(binder) ||
        parameter.ModelMetadata is { } metadata && Brings(metadata, parameter.BindingInfo);

    /// <summary>Whether one reads the whole parameter, of which ApiExplorer describes the members.</summary>
    public bool ReadWhole(ParameterDescriptor parameter) =>
        _models is not null && MetadataOf(parameter) is { } metadata && Brings(metadata, parameter.BindingInfo);

    private ModelMetadata? MetadataOf(ParameterDescriptor parameter) => parameter switch
    {
        ControllerParameterDescriptor { ParameterInfo: { } info } when _models is ModelMetadataProvider models => models.GetMetadataForParameter(info, parameter.ParameterType),
        ControllerBoundPropertyDescriptor { PropertyInfo: { } info } when _models is ModelMetadataProvider models => models.GetMetadataForProperty(info, parameter.ParameterType),
        _ => _models!.GetMetadataForType(parameter.ParameterType),
    };

    private bool Brings(ModelMetadata metadata, BindingInfo? binding)
    {
        if (_factory is null)
            return false;
        try
        {
            return !IsFrameworks(_factory.CreateBinder(new ModelBinderFactoryContext { Metadata = metadata, BindingInfo = binding ?? new BindingInfo() }).GetType());
        }
        // What MVC itself has no binder for.
        catch (Exception exception) when (exception is InvalidOperationException or NotSupportedException or TargetInvocationException)
        {
            return false;
        }
    }

    private static bool IsFrameworks(IModelBinderProvider provider) => IsFrameworks(provider.GetType());

    /// <summary>Whether the binder, or its provider, is MVC's or OData's: what they read is known.</summary>
    public static bool IsFrameworks(Type type) => type.Namespace?.StartsWith("Microsoft.AspNetCore.Mvc", StringComparison.Ordinal) == true || OData.Owns(type);
}
