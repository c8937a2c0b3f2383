using System.ComponentModel;
using System.Reflection;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;
using DisplayAttribute = System.ComponentModel.DataAnnotations.DisplayAttribute;

namespace Mvc.Mcp.Operations.OwnDocument;

/// <summary>Writes into the document what attributes say and XML comments do not.</summary>
internal sealed class TextFilters : IOperationFilter, IParameterFilter, ISchemaFilter
{
    /// <inheritdoc />
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (context.MethodInfo is not { } method)
            return;
        var display = method.GetCustomAttribute<DisplayAttribute>();
        operation.Summary = Either(operation.Summary, display?.GetName());
        operation.Description = Either(operation.Description, DescriptionOf(method));
    }

    /// <inheritdoc />
    public void Apply(IOpenApiParameter parameter, ParameterFilterContext context)
    {
        if (parameter is OpenApiParameter described)
            described.Description = Either(described.Description, DescriptionOf(context.ParameterInfo) ?? DescriptionOf(context.PropertyInfo));
    }

    /// <inheritdoc />
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        ICustomAttributeProvider described = (ICustomAttributeProvider?)context.MemberInfo ?? context.Type;
        // What stands on a parameter is the parameter's, not that of its type.
        if (context.ParameterInfo is not null)
            return;
        var text = Either(schema.Description, DescriptionOf(described));
        if (context.MemberInfo?.GetCustomAttribute<ObsoleteAttribute>()?.Message is { Length: > 0 } advice)
            text = $"{text} Deprecated: {advice}".Trim();
        if (!string.IsNullOrWhiteSpace(text) && text != schema.Description)
            schema.Description = text;
    }

    private static string? Either(string? said, string? attribute) => string.IsNullOrWhiteSpace(said) ? attribute : said;

    private static string? DescriptionOf(ICustomAttributeProvider? member) =>
        member?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: true).OfType<DescriptionAttribute>().FirstOrDefault()?.Description
        ?? member?.GetCustomAttributes(typeof(DisplayAttribute), inherit: true).OfType<DisplayAttribute>().FirstOrDefault()?.GetDescription();
}
