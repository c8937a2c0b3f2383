using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Mvc.Mcp.Catalog.Advice;

/// <summary>Finds actions whose content nothing in the application reads or writes.</summary>
internal sealed class ActionFormats(MvcOptions mvc, JsonOptions json)
{
    // What a formatter can do is known of those that say so.
    private readonly bool _knowsReaders = mvc.InputFormatters.All(formatter => formatter is IApiRequestFormatMetadataProvider);
    private readonly bool _knowsWriters = mvc.OutputFormatters.All(formatter =>
        formatter is IApiResponseTypeMetadataProvider or HttpNoContentOutputFormatter or StreamOutputFormatter);

    /// <summary>Why the action never answers, with the way out; null where nothing is known against it.</summary>
    public string? Fault(ApiDescription description)
    {
        if (description.ActionDescriptor is not ControllerActionDescriptor action)
            return null;
        var body = description.ParameterDescriptions.FirstOrDefault(parameter => parameter.Source == BindingSource.Body);
        if (body is not null && _knowsReaders && description.SupportedRequestFormats.Count == 0)
            return "nothing reads its body: MVC has no input formatter for what [Consumes] says. Add one, such as AddXmlSerializerFormatters(), or take [Consumes] away.";
        if (body?.Type is { } type && CannotBeMade(type))
            return $"its body is the abstract {type.Name}, which the serializer cannot make. Put [JsonDerivedType] on it, or take a type that can be made.";
        return _knowsWriters && ReturnsValue(action) && IsUnwritable(description)
            ? "nothing writes its answer: MVC has no output formatter for what [Produces] says. Add one, such as AddXmlSerializerFormatters(), or take [Produces] away."
            : null;
    }

    private bool CannotBeMade(Type type) =>
        type.IsAbstract && mvc.InputFormatters.Any(formatter => formatter is SystemTextJsonInputFormatter) &&
        Contract(type) is { Kind: JsonTypeInfoKind.Object, CreateObject: null, PolymorphismOptions: null };

    private JsonTypeInfo? Contract(Type type)
    {
        try
        {
            return json.JsonSerializerOptions.TryGetTypeInfo(type, out var contract) ? contract : null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or NotSupportedException or JsonException)
        {
            // The action says so itself, when it is called.
            return null;
        }
    }

    private static bool IsUnwritable(ApiDescription description)
    {
        var successes = description.SupportedResponseTypes.Where(response => response.StatusCode is >= 200 and < 300).ToArray();
        return successes.Length > 0 && successes.All(response =>
            response.ApiResponseFormats.Count > 0 && response.ApiResponseFormats.All(format => format.Formatter is null));
    }

    // A result of the application's own choice writes itself.
    private static bool ReturnsValue(ControllerActionDescriptor action)
    {
        var type = action.MethodInfo.ReturnType;
        if (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>)))
            type = type.GenericTypeArguments[0];
        return type != typeof(void) && type != typeof(Task) && type != typeof(ValueTask) && type != typeof(object) && !typeof(Stream).IsAssignableFrom(type) &&
            !typeof(IActionResult).IsAssignableFrom(type) && !typeof(IConvertToActionResult).IsAssignableFrom(type) && !typeof(IResult).IsAssignableFrom(type);
    }
}
