using Microsoft.OpenApi;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Operations.Documents.Preparation;
using Mvc.Mcp.Requests;

namespace Mvc.Mcp.Tools.Inputs;

/// <summary>Reads from a document how its values are written.</summary>
internal static class DocumentStyles
{
    /// <summary>How a parameter is written.</summary>
    public static ValueStyle Of(IOpenApiParameter parameter)
    {
        if (DocumentNotes.Read(parameter.Extensions, DocumentNotes.CollectionKey) is { } collection)
            return OfCollection(collection, parameter.In is ParameterLocation.Query);
        if (parameter.Schema is null && BodyContent.Of(parameter) is { Count: > 0 } content)
            return new ValueStyle(MediaTypes.IsJson(content.Keys.First()) ? ValueFormat.Json : ValueFormat.Simple, Explode: false);
        var byDefault = parameter.In is ParameterLocation.Path or ParameterLocation.Header ? ValueFormat.Simple : ValueFormat.Form;
        return new ValueStyle(FormatOf(parameter.Style, byDefault), parameter.Explode) { AllowReserved = parameter.AllowReserved };
    }

    /// <summary>How a field of a form is written.</summary>
    /// <param name="field">Its schema; null where the document has none.</param>
    /// <param name="encoding">What the document says of it; null for nothing.</param>
    public static ValueStyle OfField(IOpenApiSchema? field, OpenApiEncoding? encoding)
    {
        if (field is OpenApiSchema { Extensions: { } extensions } && DocumentNotes.Read(extensions, DocumentNotes.CollectionKey) is { } collection)
            return OfCollection(collection, isForm: true);
        // Without a word on style a value is written by its media type, which for an object is JSON.
        if (encoding is null or { Style: null, ContentType: not null })
            return new ValueStyle(ValueFormat.Json, Explode: true) { ContentType = encoding?.ContentType?.Split(',')[0].Trim() is { Length: > 0 } type && !type.Contains('*', StringComparison.Ordinal) ? type : null };
        var format = FormatOf(encoding.Style, ValueFormat.Form);
        return new ValueStyle(format, encoding.Explode ?? format == ValueFormat.Form) { AllowReserved = encoding.AllowReserved == true };
    }

    private static ValueFormat FormatOf(ParameterStyle? style, ValueFormat byDefault) => style switch
    {
        ParameterStyle.Matrix => ValueFormat.Matrix,
        ParameterStyle.Label => ValueFormat.Label,
        ParameterStyle.Form => ValueFormat.Form,
        ParameterStyle.Simple => ValueFormat.Simple,
        ParameterStyle.SpaceDelimited => ValueFormat.SpaceDelimited,
        ParameterStyle.PipeDelimited => ValueFormat.PipeDelimited,
        ParameterStyle.DeepObject => ValueFormat.DeepObject,
        _ => byDefault,
    };

    // Swagger 2.0, parameter object: collectionFormat.
    private static ValueStyle OfCollection(string collection, bool isForm) => collection switch
    {
        "multi" => new ValueStyle(isForm ? ValueFormat.Form : ValueFormat.Simple, Explode: isForm),
        "ssv" => new ValueStyle(ValueFormat.SpaceDelimited, Explode: false),
        "tsv" => new ValueStyle(ValueFormat.TabDelimited, Explode: false),
        "pipes" => new ValueStyle(ValueFormat.PipeDelimited, Explode: false),
        _ => new ValueStyle(isForm ? ValueFormat.Form : ValueFormat.Simple, Explode: false),
    };
}
