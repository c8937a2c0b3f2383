using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Mvc.Mcp.Schemas;

/// <summary>What the application's JSON serializer does beyond what Swashbuckle's contracts say of types and members.</summary>
internal sealed class SerializerFacts
{
    private readonly JsonSerializerOptions? _options;
    private readonly NewtonsoftSerializer? _newtonsoft;

    public SerializerFacts(IServiceProvider services, ISerializerDataContractResolver contracts)
    {
        Contracts = contracts;
        // A copy: to ask for a contract makes options read-only, and the application may still change its own.
        _newtonsoft = NewtonsoftSerializer.Of(services);
        var keepsReferences = false;
        if (_newtonsoft is null && contracts is JsonSerializerDataContractResolver)
        {
            var options = services.GetRequiredService<IOptions<JsonOptions>>().Value.JsonSerializerOptions;
            keepsReferences = options.ReferenceHandler is { } handler && handler != ReferenceHandler.IgnoreCycles;
            _options = Copy(options);
        }

        WritesReferences = keepsReferences || SerializerProbe.WritesReferences(contracts);
        var generator = services.GetService<IOptions<SchemaGeneratorOptions>>()?.Value;
        Mapped = generator?.CustomTypeMappings.Keys.ToHashSet() ?? [];
    }

    /// <summary>Swashbuckle's contracts.</summary>
    public ISerializerDataContractResolver Contracts { get; }

    /// <summary>The types whose schema the application gives itself.</summary>
    public IReadOnlySet<Type> Mapped { get; }

    /// <summary>Whether answers hold references or types beside the values, so that none has the shape of its contract.</summary>
    public bool WritesReferences { get; }

    /// <summary>Whether answers hold references among the values of one type.</summary>
    public bool WritesReferencesTo(Type type) => WritesReferences || _newtonsoft?.WritesReferences(type) == true;

    /// <summary>Whether the serializer is System.Text.Json, whose attributes and contracts are known here.</summary>
    public bool IsSystemTextJson => _options is not null;

    /// <summary>
    /// Whether the contract says of the type what MVC's serializer does not do: where Swashbuckle was told of no other than
    /// System.Text.Json (<c>AddSwaggerGenNewtonsoftSupport()</c>).
    /// </summary>
    public bool IsMistaken(Type type)
    {
        if (_newtonsoft is null || Contracts is not JsonSerializerDataContractResolver || type == typeof(object))
            return false;
        var (said, done) = (Contracts.GetDataContractForType(type), _newtonsoft.Describe(type));
        return said.DataType != done.DataType ||
            said.DataType == DataType.Object && !Names(said).SetEquals(Names(done)) ||
            type.IsEnum && said.DataType == DataType.String && Enum.GetValues(type).Cast<object>().Any(value => said.JsonConverter(value) != done.JsonConverter(value));

        static HashSet<string> Names(DataContract contract) => [.. (contract.ObjectProperties ?? []).Select(property => property.Name)];
    }

    /// <summary>How numbers are written. Another serializer writes NaN as text unless told otherwise.</summary>
    public JsonNumberHandling Numbers => _options?.NumberHandling ?? JsonNumberHandling.AllowNamedFloatingPointLiterals;

    /// <summary>Whether a converter of the application's own, or of a package, reads and writes the type.</summary>
    public bool HasOwnConverter(Type type)
    {
        if (_options is null)
            return _newtonsoft?.HasOwnConverter(type) ?? NamesConverter(type);
        return InfoOf(type)?.Converter is { } converter && !IsFrameworks(converter.GetType());
    }

    /// <summary>The schema of a type that System.Text.Json reads and writes as a single value, such as a half; null for any other.</summary>
    public JsonObject? ExportedValue(Type type) =>
        InfoOf(type) is { Kind: JsonTypeInfoKind.None } info && IsFrameworks(info.Converter.GetType()) ? Exported(type) as JsonObject : null;

    /// <summary>What the serializer does with one member.</summary>
    public MemberWire Member(Type owner, string jsonName, MemberInfo member)
    {
        if (_options is null)
            return new MemberWire((_newtonsoft?.IsUnknown(owner, jsonName) ?? NamesConverter(member)) ? [] : null, JsonNumberHandling.Strict, MayBeLeftOut: true);
        var info = InfoOf(owner);
        if (info?.Properties.FirstOrDefault(property => property.Name == jsonName) is not { } property)
            return new MemberWire(null, info?.NumberHandling ?? JsonNumberHandling.Strict, MayBeLeftOut: true);
        return new MemberWire(
            property.CustomConverter is null ? null : ExportedMember(owner, jsonName),
            property.NumberHandling ?? info.NumberHandling ?? JsonNumberHandling.Strict,
            property.Get is null || property.ShouldSerialize is not null || LeavesOut(member));
    }

    /// <summary>Whether the serializer refuses an object without the member, whatever attributes say.</summary>
    public bool IsRequired(Type owner, string jsonName) =>
        InfoOf(owner)?.Properties.FirstOrDefault(property => property.Name == jsonName) is { } property &&
        (property.IsRequired || _options!.RespectRequiredConstructorParameters && property.AssociatedParameter is { HasDefaultValue: false });

    /// <summary>Whether the serializer refuses null for the member.</summary>
    public bool RefusesNull(Type owner, string jsonName) =>
        _options is { RespectNullableAnnotations: true } && InfoOf(owner)?.Properties.FirstOrDefault(property => property.Name == jsonName) is { IsSetNullable: false };

    private bool LeavesOut(MemberInfo member) =>
        (member.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition ?? _options!.DefaultIgnoreCondition) != JsonIgnoreCondition.Never;

    private JsonObject ExportedMember(Type owner, string jsonName) =>
        (Exported(owner) as JsonObject)?["properties"]?[jsonName] is JsonObject exported ? exported.DeepClone().AsObject() : [];

    private JsonNode? Exported(Type type)
    {
        try
        {
            return WithoutQuotedNumbers(_options!.GetJsonSchemaAsNode(type));
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException)
        {
            return null;
        }
    }

    // That numbers may be quoted is said of every number, and is our own business.
    private static JsonNode WithoutQuotedNumbers(JsonNode node)
    {
        if (node is not JsonObject schema)
            return node;
        if (schema["type"] is JsonArray types && types.Select(type => type!.GetValue<string>()).ToArray() is var names &&
            names.Contains("string") && names.Any(name => name is "integer" or "number"))
        {
            schema["type"] = names.Where(name => name != "string").ToArray() is [var only] ? only : new JsonArray([.. names.Where(name => name != "string").Select(name => JsonValue.Create(name))]);
            schema.Remove("pattern");
        }

        foreach (var (_, member) in schema["properties"] as JsonObject ?? [])
            WithoutQuotedNumbers(member!);
        return schema;
    }

    private JsonTypeInfo? InfoOf(Type type)
    {
        try
        {
            return _options is not null && _options.TryGetTypeInfo(type, out var info) ? info : null;
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static JsonSerializerOptions Copy(JsonSerializerOptions options)
    {
        // With references it would tell no schema of anything.
        var copy = new JsonSerializerOptions(options) { ReferenceHandler = null };
        copy.TypeInfoResolver ??= new DefaultJsonTypeInfoResolver();
        return copy;
    }

    private static bool IsFrameworks(Type converter) => converter.Assembly == typeof(JsonSerializer).Assembly;

    // The attribute of a package that is not referenced here.
    private static bool NamesConverter(MemberInfo member) =>
        member.GetCustomAttributes(inherit: true).Any(attribute => attribute.GetType().FullName == "Newtonsoft.Json.JsonConverterAttribute");
}

/// <summary>What the serializer does with one member.</summary>
/// <param name="Schema">The schema of what a converter of the member's own writes, empty where nobody knows; null where it has none.</param>
/// <param name="Numbers">How its numbers are written.</param>
/// <param name="MayBeLeftOut">Whether an answer may lack it.</param>
internal sealed record MemberWire(JsonObject? Schema, JsonNumberHandling Numbers, bool MayBeLeftOut);
