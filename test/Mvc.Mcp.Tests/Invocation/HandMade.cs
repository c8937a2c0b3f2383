using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.OpenApi;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Catalog;

namespace Mvc.Mcp.Tests.Invocation;

/// <summary>Plans an operation from ApiExplorer alone, simply, so that calls are tested apart from the catalog.</summary>
internal static class HandMade
{
    public static OperationDefinition Operation(ApiDescription description, McpOptions options)
    {
        var arguments = description.ParameterDescriptions
            .Where(parameter => parameter.Source != BindingSource.Services && parameter.Source != BindingSource.Special)
            .SelectMany(parameter => Arguments(description, parameter)).ToArray();
        var path = "/" + description.RelativePath!.Split('?')[0];
        return new OperationDefinition
        {
            Operation = new ApiOperation(new OpenApiDocument(), path, description.HttpMethod!, new OpenApiOperation(), description),
            Options = options,
            Tool = new Tool { Name = ((ControllerActionDescriptor)description.ActionDescriptor).ActionName },
            Request = new RequestPlan(description.HttpMethod!, path, arguments, Body(arguments)),
            WrapResult = description.SupportedResponseTypes.FirstOrDefault()?.Type is { } type && (type.IsArray || type == typeof(int)),
        };
    }

    private static IEnumerable<ArgumentPlan> Arguments(ApiDescription description, ApiParameterDescription parameter)
    {
        if (parameter.Source == BindingSource.Body && KindOf(parameter.Type) == ArgumentKind.Object)
            return parameter.ModelMetadata.Properties.Select(property => new ArgumentPlan
            {
                Name = Camel(property.Name!),
                WireName = Camel(property.Name!),
                Location = ArgumentLocation.BodyProperty,
                Kind = KindOf(property.ModelType),
                ItemKind = ItemKindOf(property.ModelType),
                Nullable = !property.IsRequired,
            });
        var file = parameter.Type is { } fileType && (typeof(IFormFile).IsAssignableFrom(fileType) || typeof(IEnumerable<IFormFile>).IsAssignableFrom(fileType));
        return
        [
            new ArgumentPlan
            {
                Name = parameter.Name.Replace('-', '_'),
                WireName = parameter.Name,
                Location =
                    parameter.Source == BindingSource.Path ? ArgumentLocation.Path :
                    parameter.Source == BindingSource.Header ? ArgumentLocation.Header :
                    parameter.Source == BindingSource.Body ? ArgumentLocation.Body :
                    file ? ArgumentLocation.FormFile :
                    parameter.Source == BindingSource.Form || parameter.Source == BindingSource.FormFile ? ArgumentLocation.FormField :
                    ArgumentLocation.Query,
                Kind = KindOf(parameter.Type),
                ItemKind = ItemKindOf(parameter.Type),
                Required = parameter.IsRequired,
                Nullable = !parameter.IsRequired,
                CatchAll = description.ActionDescriptor.AttributeRouteInfo!.Template!.Contains("{*", StringComparison.Ordinal),
            },
        ];
    }

    private static BodyPlan? Body(ArgumentPlan[] arguments)
    {
        if (arguments.Any(argument => argument.Location == ArgumentLocation.FormFile))
            return new BodyPlan(BodyKind.MultipartForm, "multipart/form-data", true);
        if (arguments.Any(argument => argument.Location == ArgumentLocation.FormField))
            return new BodyPlan(BodyKind.UrlEncodedForm, "application/x-www-form-urlencoded", true);
        if (arguments.Any(argument => argument.Location == ArgumentLocation.BodyProperty))
            return new BodyPlan(BodyKind.JsonObject, "application/json", true);
        return arguments.Any(argument => argument.Location == ArgumentLocation.Body)
            ? new BodyPlan(BodyKind.Json, "application/json", true)
            : null;
    }

    private static ArgumentKind KindOf(Type? type)
    {
        type = type is null ? null : Nullable.GetUnderlyingType(type) ?? type;
        if (type is null || type == typeof(object) || type == typeof(System.Text.Json.JsonElement))
            return ArgumentKind.Any;
        if (type == typeof(string) || type.IsEnum || type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(Guid) || type == typeof(DateOnly))
            return ArgumentKind.String;
        if (type == typeof(int) || type == typeof(long))
            return ArgumentKind.Integer;
        if (type == typeof(decimal) || type == typeof(double))
            return ArgumentKind.Number;
        if (type == typeof(bool))
            return ArgumentKind.Boolean;
        return ItemOf(type) is null ? ArgumentKind.Object : ArgumentKind.Array;
    }

    private static ArgumentKind ItemKindOf(Type? type) => type is not null && ItemOf(type) is { } item ? KindOf(item) : ArgumentKind.Any;

    private static Type? ItemOf(Type type) =>
        type == typeof(string) || typeof(System.Collections.IDictionary).IsAssignableFrom(type) ? null :
        type.IsArray ? type.GetElementType() :
        type.GetInterfaces().Append(type).FirstOrDefault(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
