using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Mvc.Mcp.Operations;

/// <summary>What a document says of a body in one media type.</summary>
/// <param name="Schema">The schema; null where it says nothing of it.</param>
/// <param name="Example">The example, if there is one.</param>
/// <param name="Examples">The named examples, if there are any.</param>
/// <param name="Encoding">How the members of a form are written, where the document says so.</param>
internal sealed record MediaTypeContent(
    IOpenApiSchema? Schema, JsonNode? Example, IDictionary<string, IOpenApiExample>? Examples, IDictionary<string, OpenApiEncoding>? Encoding);

/// <summary>
/// Reads bodies in every version of Microsoft.OpenApi. Between 2 and 3 these members changed their types, and nothing else
/// that is used here: bound when they are first read, one build serves applications on either.
/// </summary>
internal abstract class BodyContent
{
    private static readonly BodyContent _reader = (BodyContent)Activator.CreateInstance(
        typeof(Reader<>).MakeGenericType(ContentOf(typeof(IOpenApiResponse)).PropertyType.GenericTypeArguments[1]))!;

    /// <summary>The media types of a request's body in the document's order; none where it has no body.</summary>
    public static IReadOnlyDictionary<string, MediaTypeContent> Of(IOpenApiRequestBody? body) => _reader.Read(body);

    /// <summary>The media types of a response's body in the document's order; none where it has no body.</summary>
    public static IReadOnlyDictionary<string, MediaTypeContent> Of(IOpenApiResponse response) => _reader.Read(response);

    /// <summary>The media types of a parameter that has them in place of a schema.</summary>
    public static IReadOnlyDictionary<string, MediaTypeContent> Of(IOpenApiParameter parameter) => _reader.Read(parameter);

    private protected abstract IReadOnlyDictionary<string, MediaTypeContent> Read(IOpenApiRequestBody? body);

    private protected abstract IReadOnlyDictionary<string, MediaTypeContent> Read(IOpenApiResponse response);

    private protected abstract IReadOnlyDictionary<string, MediaTypeContent> Read(IOpenApiParameter parameter);

    private static PropertyInfo ContentOf(Type owner) => owner.GetProperty("Content")!;

    // A media type is a class in version 2 and an interface in version 3.
    private sealed class Reader<TMediaType> : BodyContent
    {
        // A reader has nothing for what a document describes by something else than an object.
        private static readonly MediaTypeContent _nothing = new(null, null, null, null);

        private readonly Func<IOpenApiRequestBody, IDictionary<string, TMediaType>?> _ofRequest = Content<IOpenApiRequestBody>();
        private readonly Func<IOpenApiResponse, IDictionary<string, TMediaType>?> _ofResponse = Content<IOpenApiResponse>();
        private readonly Func<IOpenApiParameter, IDictionary<string, TMediaType>?> _ofParameter = Content<IOpenApiParameter>();
        private readonly Func<TMediaType, IOpenApiSchema?> _schema = Member<IOpenApiSchema>("Schema");
        private readonly Func<TMediaType, JsonNode?> _example = Member<JsonNode>("Example");
        private readonly Func<TMediaType, IDictionary<string, IOpenApiExample>?> _examples = Member<IDictionary<string, IOpenApiExample>>("Examples");
        private readonly Func<TMediaType, IDictionary<string, OpenApiEncoding>?> _encoding = Member<IDictionary<string, OpenApiEncoding>>("Encoding");

        private protected override IReadOnlyDictionary<string, MediaTypeContent> Read(IOpenApiRequestBody? body) =>
            Read(body is null ? null : _ofRequest(body));

        private protected override IReadOnlyDictionary<string, MediaTypeContent> Read(IOpenApiResponse response) => Read(_ofResponse(response));

        private protected override IReadOnlyDictionary<string, MediaTypeContent> Read(IOpenApiParameter parameter) => Read(_ofParameter(parameter));

        private OrderedDictionary<string, MediaTypeContent> Read(IDictionary<string, TMediaType>? content) =>
            new((content ?? new Dictionary<string, TMediaType>()).Select(entry => KeyValuePair.Create(
                entry.Key, entry.Value is null ? _nothing : new MediaTypeContent(_schema(entry.Value), _example(entry.Value), _examples(entry.Value), _encoding(entry.Value)))));

        private static Func<TOwner, IDictionary<string, TMediaType>?> Content<TOwner>() =>
            ContentOf(typeof(TOwner)).GetMethod!.CreateDelegate<Func<TOwner, IDictionary<string, TMediaType>?>>();

        private static Func<TMediaType, TMember?> Member<TMember>(string name) =>
            typeof(TMediaType).GetProperty(name)!.GetMethod!.CreateDelegate<Func<TMediaType, TMember?>>();
    }
}
