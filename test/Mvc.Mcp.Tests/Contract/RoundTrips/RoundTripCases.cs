using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Nodes;

namespace Mvc.Mcp.Tests.Contract.RoundTrips;

/// <summary>A type and the place that its values come from.</summary>
/// <param name="Name">The name of the tool.</param>
/// <param name="Controller">What takes it.</param>
/// <param name="Samples">Texts that fit where the schema promises nothing; null where it says all.</param>
internal sealed record RoundTripCase(string Name, Type Controller, string[]? Samples = null);

internal static class RoundTripCases
{
    private static readonly Type[] _scalars =
    [
        typeof(bool), typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
        typeof(float), typeof(double), typeof(decimal), typeof(Half), typeof(char), typeof(string), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset),
        typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(Uri), typeof(Color), typeof(Named), typeof(Rights), typeof(Small),
        typeof(int?), typeof(Guid?), typeof(Color?), typeof(DateTime?), typeof(bool?), typeof(decimal?),
    ];

    private static readonly Type[] _bodies =
    [
        typeof(List<int>), typeof(string[]), typeof(HashSet<Guid>), typeof(List<List<double>>), typeof(IReadOnlyList<DateOnly>), typeof(ImmutableArray<long>),
        typeof(Dictionary<string, int>), typeof(Dictionary<string, Item>), typeof(Dictionary<Color, string>), typeof(Dictionary<string, List<int>>), typeof(List<Color>),
        typeof(List<Item>), typeof(IEnumerable<Pair>), typeof(Item), typeof(Note), typeof(Pair), typeof(Mutable), typeof(Animal), typeof(Dog), typeof(Puppy),
        typeof(WithInit), typeof(WithRequired), typeof(WithConstructor), typeof(WithReadOnly), typeof(WithFields), typeof(Renamed), typeof(Contracted),
        typeof(Validated), typeof(Nullables), typeof(Scalars), typeof(Tree), typeof(First), typeof(Deep), typeof(Interfaces), typeof(Immutables),
        typeof(Collections), typeof(Page<Item>), typeof(Page<int>), typeof(Page<Page<Note>>), typeof(Shape), typeof(Circle), typeof(Drawing), typeof(List<Shape>),
        typeof(KeyValuePair<string, int>), typeof(object), typeof(Pair?), typeof(byte[]),
        typeof(int), typeof(bool), typeof(decimal), typeof(Guid), typeof(Color), typeof(DateTimeOffset),
    ];

    // Newtonsoft makes no values of an abstract type.
    private static readonly Type[] _needConverter = [typeof(Shape), typeof(Drawing), typeof(List<Shape>)];

    private static readonly Type[] _bySystemTextJson = [typeof(JsonNode), typeof(JsonObject), typeof(JsonArray), typeof(Extended), typeof(Memory<byte>), typeof(Int128)];

    private static readonly Type[] _byNewtonsoft = [typeof(Newtonsoft.Json.Linq.JToken), typeof(Newtonsoft.Json.Linq.JObject)];

    private static readonly Type[] _texts = [typeof(Code), typeof(Cell), typeof(Code?)];

    /// <summary>The cases of a serializer.</summary>
    public static IReadOnlyList<RoundTripCase> Of(bool newtonsoft) =>
    [
        .. Each(typeof(Member<>), [.. _scalars, .. newtonsoft ? _byNewtonsoft : _bySystemTextJson, typeof(List<Item>), typeof(Dictionary<string, Color>), typeof(Animal)]),
        .. Each(typeof(Parameter<>), [.. _scalars, typeof(int[]), typeof(List<Guid>), typeof(Color[]), typeof(string[]), typeof(DateOnly[]), typeof(Dictionary<string, int>)]),
        .. Each(typeof(Path<>), [typeof(int), typeof(long), typeof(decimal), typeof(string), typeof(Guid), typeof(DateTime), typeof(DateOnly), typeof(TimeOnly), typeof(Color), typeof(Named), typeof(bool), typeof(char)]),
        .. Each(typeof(Header<>), [typeof(int), typeof(string), typeof(Guid), typeof(Color), typeof(DateTimeOffset), typeof(bool), typeof(double), typeof(int[])]),
        .. Each(typeof(Field<>), [typeof(int), typeof(string), typeof(Guid), typeof(Named), typeof(TimeSpan), typeof(decimal), typeof(bool), typeof(List<int>), typeof(Dictionary<string, string>)]),
        .. Each(typeof(Body<>), [.. _bodies.Where(type => !newtonsoft || !_needConverter.Contains(type)), .. newtonsoft ? _byNewtonsoft : _bySystemTextJson]),
        .. Each(typeof(Fields<>), [typeof(Filter), typeof(Query), typeof(Item), typeof(Note)]),
        .. Each(typeof(Form<>), [typeof(Filter), typeof(Sent), typeof(Item), typeof(Validated)]),
        .. from open in new[] { typeof(Parameter<>), typeof(Path<>), typeof(Header<>), typeof(Field<>), typeof(Member<>), typeof(Body<>) }
           from type in newtonsoft ? _texts.Where(type => type != typeof(Cell) || open != typeof(Member<>) && open != typeof(Body<>)) : _texts
           select Case(open, type, TextsOf(type)),
        Case(typeof(Body<>), typeof(WithText), ["code-7", "code-12"]),
        Case(typeof(Parameter<>), typeof(Area), ["3*4", "10*20"]),
        Case(typeof(Field<>), typeof(Area), ["3*4", "10*20"]),
        new("own_binder", typeof(NumbersController), ["1;2;3", "7"]),
        new("patch", typeof(PatchController)),
        new("headers", typeof(HeadersController)),
    ];

    /// <summary>The controllers of the cases.</summary>
    public static IReadOnlyDictionary<TypeInfo, string> Controllers(IEnumerable<RoundTripCase> cases) => cases.ToDictionary(each => each.Controller.GetTypeInfo(), each => each.Name);

    private static string[] TextsOf(Type type) => type == typeof(Cell) ? ["3x4", "0x0"] : ["code-7", "code-12"];

    private static IEnumerable<RoundTripCase> Each(Type open, IEnumerable<Type> types) => types.Select(type => Case(open, type));

    private static RoundTripCase Case(Type open, Type type, string[]? samples = null) =>
        new($"{open.Name[..open.Name.IndexOf('`')]}_{NameOf(type)}".ToLowerInvariant(), open.MakeGenericType(type), samples);

    private static string NameOf(Type type) => type switch
    {
        { IsArray: true } => NameOf(type.GetElementType()!) + "s",
        _ when Nullable.GetUnderlyingType(type) is { } underlying => NameOf(underlying) + "_or_null",
        { IsGenericType: true } => type.Name[..type.Name.IndexOf('`')] + "_" + string.Join('_', type.GetGenericArguments().Select(NameOf)),
        _ => type.Name,
    };
}
